package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Takes rows in from a workbook: each as if somebody had filled in the form, inside one transaction of the importer. */
@Dependent
public class RowIntake {

    private final RegisterCatalogue catalogue;
    private final RowChanges changes;
    private final RowWriter writer;
    private final Journal journal;

    @Inject
    RowIntake(RegisterCatalogue catalogue, RowChanges changes, RowWriter writer, Journal journal) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.writer = writer;
        this.journal = journal;
    }

    /** The fields a workbook can hold: one cell each; groups, and what only steps set, are left to the form. */
    public List<FieldShape> fields(int tenant, String plugin, String register) {
        return catalogue.get(tenant, plugin, register).definition().shape().fields().stream()
                .filter(field -> !field.setBySteps() && field.kind() != FieldKind.GROUP)
                .filter(field -> field.element()
                        .filter(element -> element.kind() == FieldKind.GROUP)
                        .isEmpty())
                .toList();
    }

    /** @throws ProblemException when the caller may not create rows there at all */
    public String expectImporter(Caller caller, int tenant, String plugin, String register) {
        caller.ownScope(tenant, Capability.REGISTER_WRITE);
        var handle = catalogue.get(tenant, plugin, register);
        if (handle.definition().createdBy().stream().noneMatch(Standing.actingAt(caller, tenant)::contains)) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED, Map.of("capability", Capability.REGISTER_WRITE, "tenant", tenant));
        }
        return handle.definition().words().zh();
    }

    /** What the import of a workbook sees. */
    public TenantScope scope(int tenant) {
        return TenantScope.subtree(tenant);
    }

    /**
     * Begins a row, or leaves nothing of it.
     *
     * @param cells by field: text, whole numbers, booleans, lists of text; rows are referred to by title or id
     * @throws ProblemException saying what is wrong with it
     */
    public void begin(
            EntityManager em, Caller caller, int tenant, String plugin, String register, Map<String, Object> cells) {
        var handle = catalogue.get(tenant, plugin, register);
        Sql.update(em, "savepoint one_row");
        try {
            var tree = changes.creatable(caller, tenant, handle, resolved(em, handle, tenant, cells));
            writer.begin(em, handle, caller, tenant, tree, "REGISTER_ROW_IMPORTED", null);
            Sql.update(em, "release savepoint one_row");
        } catch (ProblemException refused) {
            Sql.update(em, "rollback to savepoint one_row");
            throw refused;
        }
    }

    /** Notes the import of a file. */
    public void note(EntityManager em, Caller caller, int tenant, UUID job, Map<String, ?> what) {
        journal.append(em, tenant, caller, "REGISTER_IMPORTED", "job", job.toString(), null, what);
    }

    private static Map<String, Object> resolved(
            EntityManager em, RegisterHandle handle, int tenant, Map<String, Object> cells) {
        var tree = new LinkedHashMap<String, Object>();
        cells.forEach((name, value) -> {
            var field = handle.definition().shape().field(name).orElseThrow();
            if (field.kind() == FieldKind.ROW) {
                tree.put(name, row(em, handle, tenant, field, value.toString()));
            } else if (field.kind() == FieldKind.CONTRACT) {
                tree.put(name, contract(em, tenant, field, value.toString()));
            } else if (value instanceof List<?> items
                    && field.element()
                            .filter(one -> one.kind() == FieldKind.ROW)
                            .isPresent()) {
                tree.put(
                        name,
                        items.stream()
                                .map(item -> row(em, handle, tenant, field, item.toString()))
                                .toList());
            } else {
                tree.put(name, value);
            }
        });
        return tree;
    }

    private static String row(EntityManager em, RegisterHandle handle, int tenant, FieldShape field, String named) {
        if (isId(named)) {
            return named;
        }
        var found = Sql.query(
                em,
                """
                select r.id from register_row r where r.plugin = ? and r.register = ? and r.title = ?
                    and (r.tenant = ? or r.tenant < ? and r.inherited_to >= ?) limit 2
                """,
                row -> row.uuid("id").toString(),
                handle.pluginId(),
                field.refersTo(),
                named,
                tenant,
                tenant,
                TenantScope.upperCode(tenant));
        return only(found, field, named);
    }

    private static String contract(EntityManager em, int tenant, FieldShape field, String named) {
        if (isId(named)) {
            return named;
        }
        var scope = TenantScope.subtree(tenant);
        return only(
                Sql.query(
                        em,
                        "select c.id from contract c where c.registration_number = ? and c.tenant between ? and ?",
                        row -> row.uuid("id").toString(),
                        named,
                        scope.low(),
                        scope.high()),
                field,
                named);
    }

    private static String only(List<String> found, FieldShape field, String named) {
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ProblemException(
                Problem.INVALID_FIELDS,
                Map.of("count", 1),
                List.of(new FieldError(
                        field.name(),
                        found.isEmpty() ? "没有找到“" + named + "”。" : "“" + named + "”不止一个，请填写其标识。",
                        found.isEmpty()
                                ? "There is no '" + named + "'."
                                : "There is more than one '" + named + "'; give its id.")));
    }

    private static boolean isId(String text) {
        return Optional.of(text)
                .filter(one -> one.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .isPresent();
    }
}
