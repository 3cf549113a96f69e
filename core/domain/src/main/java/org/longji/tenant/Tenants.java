package org.longji.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.RoleGrant;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** The tree of tenants as a caller may see it: what the own roles reach, and the line of ancestors above. */
@Dependent
public class Tenants {

    private static final String COLUMNS =
            "code, level, parent, name_zh, name_en, kind, standard, valid_from, valid_until, successors";

    private final Transactions transactions;

    @Inject
    public Tenants(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All divisions the caller may enter, in the order of their codes, each once. */
    public List<Tenant> enterable(Caller caller) {
        var found = new TreeMap<Integer, Tenant>();
        for (var scope : widest(caller.roles())) {
            transactions
                    .within(
                            scope,
                            em -> Sql.query(
                                    em,
                                    "select " + COLUMNS + " from tenant where code between ? and ? order by code",
                                    Tenants::read,
                                    scope.low(),
                                    scope.high()))
                    .forEach(tenant -> found.put(tenant.code(), tenant));
        }
        return List.copyOf(found.values());
    }

    /** One division the caller may enter. */
    public Tenant get(Caller caller, int code) {
        var line = line(caller, code);
        return line.get(line.size() - 1);
    }

    /** The divisions above {@code code}, the province first. */
    public List<Tenant> ancestors(Caller caller, int code) {
        var line = line(caller, code);
        return line.subList(0, line.size() - 1);
    }

    private List<Tenant> line(Caller caller, int code) {
        caller.scope(code, Capability.TENANT_READ);
        var line = transactions.within(
                TenantScope.exactly(code),
                em -> Sql.query(
                        em,
                        "select " + COLUMNS
                                + " from tenant where code <= ? and upper_code >= ? order by upper_code - code desc, code",
                        Tenants::read,
                        code,
                        code));
        if (line.isEmpty() || line.get(line.size() - 1).code() != code) {
            throw new ProblemException(Problem.TENANT_NOT_FOUND, Map.of("tenant", code));
        }
        return line;
    }

    /** The ranges the grants open, without those that lie inside another. */
    private static List<TenantScope> widest(List<RoleGrant> grants) {
        var scopes = grants.stream()
                .map(grant -> grant.role().inheritedDownwards()
                        ? TenantScope.subtree(grant.tenant())
                        : TenantScope.exactly(grant.tenant()))
                .sorted(Comparator.comparingInt(scope -> scope.low() - scope.high()))
                .toList();
        var widest = new ArrayList<TenantScope>();
        for (var scope : scopes) {
            if (widest.stream().noneMatch(wide -> wide.contains(scope.low()) && wide.contains(scope.high()))) {
                widest.add(scope);
            }
        }
        return widest;
    }

    private static Tenant read(Row row) {
        return new Tenant(
                row.integer("code"),
                row.constant("level", DivisionLevel.class),
                row.optionalInteger("parent"),
                row.text("name_zh"),
                row.text("name_en"),
                row.text("kind"),
                row.bool("standard"),
                row.optionalDate("valid_from"),
                row.optionalDate("valid_until"),
                row.integers("successors"));
    }
}
