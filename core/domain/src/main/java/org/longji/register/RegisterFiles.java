package org.longji.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.attachment.Attachments;
import org.longji.attachment.Incoming;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.UserRole;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The files of rows: taken in as those of contracts are, and hung on a row by whoever may revise it or take a step with it. What
 * was hung there is withdrawn, never deleted.
 */
@Dependent
public class RegisterFiles {

    private static final int CHUNK = 512 * 1024;
    private static final int MOST = 60;

    private final Transactions transactions;
    private final RegisterCatalogue catalogue;
    private final Attachments attachments;
    private final Journal journal;

    @Inject
    RegisterFiles(Transactions transactions, RegisterCatalogue catalogue, Attachments attachments, Journal journal) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.attachments = attachments;
        this.journal = journal;
    }

    /** One file of a row. */
    public record RowFile(
            UUID id,
            String kind,
            String name,
            String mediaType,
            long size,
            String sha256,
            String uploadedBy,
            Instant uploadedAt,
            @Nullable Instant withdrawnAt) {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file to hand out. */
    public record Download(RowFile file, Content content) {}

    /** The files of a row in the order they came, those withdrawn included. */
    public List<RowFile> list(Caller caller, int tenant, String plugin, String register, UUID row) {
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var handle = readable(caller, tenant, plugin, register);
        return transactions.within(
                scope, em -> list(em, Registers.found(em, scope, handle, row).tenant(), row));
    }

    private RegisterHandle readable(Caller caller, int tenant, String plugin, String register) {
        var handle = catalogue.get(tenant, plugin, register);
        if (!Standing.reads(caller, tenant, handle.definition())) {
            throw notPermitted(tenant);
        }
        return handle;
    }

    /**
     * Takes a file in.
     *
     * @param announced its length, -1 when the sender did not say
     */
    public RowFile add(
            Caller caller,
            int tenant,
            String plugin,
            String register,
            UUID row,
            @Nullable String kind,
            @Nullable String name,
            InputStream content,
            long announced) {
        var scope = caller.scope(tenant, Capability.REGISTER_WRITE);
        var handle = readable(caller, tenant, plugin, register);
        // Asked before a byte is read: nobody uploads for minutes to be told that the row is not theirs.
        int keeper = transactions.within(scope, em -> {
            var found = Registers.found(em, scope, handle, row);
            expectWriter(caller, handle, found);
            return found.tenant();
        });
        expectKind(handle, kind, name);
        try (var incoming = attachments.receive(content, String.valueOf(name), announced)) {
            return transactions.within(TenantScope.subtree(keeper), em -> {
                var found = locked(em, handle, keeper, row);
                expectWriter(caller, handle, found);
                var stored = store(em, caller, keeper, row, String.valueOf(kind), incoming);
                journal.append(em, keeper, caller, "ATTACHMENT_ADDED", "register-row", row.toString(), null, stored);
                return stored;
            });
        }
    }

    /** Takes a file out of sight; it stays on record. */
    public void withdraw(Caller caller, int tenant, String plugin, String register, UUID row, UUID file) {
        var scope = caller.scope(tenant, Capability.REGISTER_WRITE);
        var handle = readable(caller, tenant, plugin, register);
        int keeper = transactions.within(
                scope, em -> Registers.found(em, scope, handle, row).tenant());
        transactions.within(TenantScope.subtree(keeper), em -> {
            expectWriter(caller, handle, locked(em, handle, keeper, row));
            var found = find(em, keeper, row, file);
            Sql.update(
                    em,
                    "update register_file set withdrawn_at = now() where id = ? and tenant = ? and withdrawn_at is null",
                    file,
                    keeper);
            journal.append(em, keeper, caller, "ATTACHMENT_REMOVED", "register-row", row.toString(), found, null);
            return true;
        });
    }

    /** Opens a file; a read from a tenant above leaves a trace where the row is kept. */
    public Download open(Caller caller, int tenant, String plugin, String register, UUID row, UUID file) {
        var scope = caller.scope(tenant, Capability.REGISTER_READ);
        var handle = readable(caller, tenant, plugin, register);
        var found = transactions.within(scope, em -> {
            var of = Registers.found(em, scope, handle, row);
            var one = find(em, of.tenant(), row, file);
            if (caller.standsAbove(of.tenant())) {
                journal.append(
                        em,
                        of.tenant(),
                        caller,
                        "ATTACHMENT_READ",
                        "register-row",
                        row.toString(),
                        null,
                        Map.of("attachment", file));
            }
            return one;
        });
        return new Download(found, out -> write(scope, file, out));
    }

    /** Writes a file out, each piece in a transaction of its own: a reader that takes its time holds none. */
    void write(TenantScope scope, UUID file, OutputStream out) throws IOException {
        for (int sequence = 0; ; sequence++) {
            int wanted = sequence;
            var piece = transactions.within(
                    scope,
                    em -> Sql.first(
                            em,
                            "select content from register_file_chunk where file_id = ? and sequence = ?"
                                    + " and tenant between ? and ?",
                            one -> one.bytes("content"),
                            file,
                            wanted,
                            scope.low(),
                            scope.high()));
            if (piece.isEmpty()) {
                return;
            }
            out.write(piece.get());
        }
    }

    private static RowFile store(EntityManager em, Caller by, int tenant, UUID row, String kind, Incoming incoming) {
        var standing = list(em, tenant, row).stream()
                .filter(one -> one.withdrawnAt() == null)
                .toList();
        if (standing.stream().anyMatch(one -> one.sha256().equals(incoming.sha256()))) {
            throw new ProblemException(Problem.ATTACHMENT_ALREADY_THERE, Map.of("name", incoming.name()));
        }
        if (standing.size() >= MOST) {
            throw new ProblemException(Problem.ATTACHMENTS_TOO_LARGE, Map.of("limit", "—", "files", MOST));
        }
        var id = UUID.randomUUID();
        Sql.update(
                em,
                """
                insert into register_file (id, tenant, row_id, kind, name, media_type, size, sha256, uploaded_by, uploaded_by_name)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                row,
                kind,
                incoming.name(),
                incoming.type().mediaType(),
                incoming.size(),
                incoming.sha256(),
                by.accountId(),
                by.displayName());
        try (var in = Files.newInputStream(incoming.file())) {
            int sequence = 0;
            for (var piece = in.readNBytes(CHUNK); piece.length > 0; piece = in.readNBytes(CHUNK)) {
                Sql.update(
                        em,
                        "insert into register_file_chunk (file_id, sequence, tenant, content) values (?, ?, ?, ?)",
                        id,
                        sequence++,
                        tenant,
                        piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find(em, tenant, row, id);
    }

    private static void expectKind(RegisterHandle handle, @Nullable String kind, @Nullable String name) {
        var kinds = handle.definition().attachments().stream().map(Attached::id).toList();
        new FieldChecks()
                .present(name, "name")
                .present(kind, "kind")
                .require(
                        kind == null || kinds.contains(kind),
                        "kind",
                        "没有这种附件：" + kind + "。可选："
                                + handle.definition().attachments().stream()
                                        .map(one -> one.id() + " " + one.words().zh())
                                        .collect(Collectors.joining("，"))
                                + "。",
                        "There is no file of kind " + kind + "; choose one of " + kinds + ".")
                .done();
    }

    /** Whoever may revise the row or take a step with it may hang files on it. */
    private static void expectWriter(Caller caller, RegisterHandle handle, StoredRow row) {
        Set<UserRole> writers = new HashSet<>();
        handle.definition().state(row.state()).ifPresent(state -> writers.addAll(state.revisedBy()));
        handle.definition().steps().stream()
                .filter(step -> step.from().contains(row.state()))
                .forEach(step -> writers.addAll(step.by()));
        writers.retainAll(Standing.actingAt(caller, row.tenant()));
        boolean own = row.party().isPresent() && row.party().equals(caller.party());
        if (writers.isEmpty() || writers.equals(Set.of(UserRole.APPLICANT)) && !own) {
            throw notPermitted(row.tenant());
        }
    }

    private static StoredRow locked(EntityManager em, RegisterHandle handle, int tenant, UUID id) {
        return Sql.first(
                        em,
                        "select " + StoredRow.COLUMNS + " from register_row r where r.id = ? and r.tenant = ?"
                                + " and r.plugin = ? and r.register = ? for update",
                        StoredRow::read,
                        id,
                        tenant,
                        handle.pluginId(),
                        handle.id())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    static List<RowFile> list(EntityManager em, int tenant, UUID row) {
        return Sql.query(
                em,
                "select * from register_file where row_id = ? and tenant = ? order by uploaded_at, id",
                RegisterFiles::file,
                row,
                tenant);
    }

    private static RowFile find(EntityManager em, int tenant, UUID row, UUID file) {
        return Sql.first(
                        em,
                        "select * from register_file where id = ? and row_id = ? and tenant = ?",
                        RegisterFiles::file,
                        file,
                        row,
                        tenant)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", file)));
    }

    private static RowFile file(Row row) {
        return new RowFile(
                row.uuid("id"),
                row.text("kind"),
                row.text("name"),
                row.text("media_type"),
                row.bigint("size"),
                row.text("sha256"),
                row.text("uploaded_by_name"),
                row.instant("uploaded_at"),
                row.optionalInstant("withdrawn_at").orElse(null));
    }

    private static ProblemException notPermitted(int tenant) {
        return new ProblemException(
                Problem.NOT_PERMITTED,
                Map.of("capability", new Text("办理登记簿", "act in this register"), "tenant", tenant));
    }
}
