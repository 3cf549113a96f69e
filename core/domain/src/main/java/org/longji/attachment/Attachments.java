package org.longji.attachment;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.ProblemException.FieldError;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The files of contracts. A file is streamed to a place outside the database first, so that a slow sender holds no
 * transaction, then written with its record in one. It is handed out piece by piece, for the same reason.
 */
@Dependent
public class Attachments {

    private static final long MIB = 1024 * 1024;
    private static final int CHUNK = 512 * 1024;

    private final Transactions transactions;
    private final Path directory;
    private final long largest;
    private final long largestTogether;
    private final int most;

    @Inject
    public Attachments(
            Transactions transactions,
            @ConfigProperty(name = "longji.data.dir") String dataDirectory,
            @ConfigProperty(name = "longji.attachment.file.mib", defaultValue = "50") int largest,
            @ConfigProperty(name = "longji.attachment.contract.mib", defaultValue = "200") int largestTogether,
            @ConfigProperty(name = "longji.attachment.contract.files", defaultValue = "60") int most) {
        this.transactions = transactions;
        this.directory = Path.of(dataDirectory).resolve("incoming");
        this.largest = largest * MIB;
        this.largestTogether = largestTogether * MIB;
        this.most = most;
    }

    /**
     * Takes a file in, counting as it reads: nothing beyond the limit is kept, however long the sender goes on.
     *
     * @param announced length the sender announced, -1 for none; one beyond the limit is refused before anything is read
     * @throws ProblemException ATTACHMENT_TOO_LARGE, INVALID_FIELDS or ATTACHMENT_TYPE
     */
    public Incoming receive(InputStream in, String declaredName, long announced) {
        if (announced > largest) {
            throw tooLarge();
        }
        var name = FileName.shown(declaredName);
        var type = FileType.claimed(name).orElseThrow(() -> wrongType(name, "?"));
        Path file = null;
        boolean taken = false;
        try {
            Files.createDirectories(directory);
            file = directory.resolve(UUID.randomUUID() + ".incoming");
            var digest = Sha256.digest();
            long size = 0;
            try (var out = Files.newOutputStream(file)) {
                var buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    size += read;
                    if (size > largest) {
                        throw tooLarge();
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            if (size == 0) {
                throw new ProblemException(
                        Problem.INVALID_FIELDS,
                        Map.of("count", 1),
                        List.of(new FieldError("file", "文件是空的。", "The file is empty.")));
            }
            var found = FileType.sniff(file);
            if (!type.fits(file, found)) {
                throw wrongType(name, found);
            }
            var incoming = new Incoming(
                    file,
                    name,
                    type,
                    size,
                    HexFormat.of().formatHex(digest.digest()),
                    ContractText.hash(file, type).orElse(null));
            taken = true;
            return incoming;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!taken) {
                discard(file);
            }
        }
    }

    private static void discard(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(Problem.ATTACHMENT_TOO_LARGE, Map.of("limit", largest / MIB + " MiB"));
    }

    private static ProblemException wrongType(String name, String found) {
        var allowed = FileType.extensions();
        return new ProblemException(
                Problem.ATTACHMENT_TYPE,
                Map.of("name", name, "found", found, "allowed", allowed),
                List.of(new FieldError(
                        "name",
                        "名称与内容须一致，且为以下类型之一：" + allowed + "。",
                        "Name and content must agree and be one of: " + allowed + ".")));
    }

    /**
     * Writes a file that was taken in, inside the transaction that locks its contract.
     *
     * @throws ProblemException ATTACHMENTS_TOO_LARGE or ATTACHMENT_ALREADY_THERE
     */
    public AttachmentDetails store(
            EntityManager em, Caller by, int tenant, UUID contract, String kind, Incoming incoming) {
        var standing = list(em, tenant, contract).stream()
                .filter(one -> one.withdrawnAt() == null)
                .toList();
        if (standing.stream().anyMatch(one -> one.sha256().equals(incoming.sha256()))) {
            throw new ProblemException(Problem.ATTACHMENT_ALREADY_THERE, Map.of("name", incoming.name()));
        }
        long together = standing.stream().mapToLong(AttachmentDetails::size).sum() + incoming.size();
        if (together > largestTogether || standing.size() >= most) {
            throw new ProblemException(
                    Problem.ATTACHMENTS_TOO_LARGE, Map.of("limit", largestTogether / MIB + " MiB", "files", most));
        }
        var id = UUID.randomUUID();
        Sql.update(
                em,
                """
                insert into attachment (id, tenant, contract_id, kind, name, media_type, size, sha256, text_hash, uploaded_by,
                    uploaded_by_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                contract,
                kind,
                incoming.name(),
                incoming.type().mediaType(),
                incoming.size(),
                incoming.sha256(),
                incoming.textHash(),
                by.accountId(),
                by.displayName());
        try (var in = Files.newInputStream(incoming.file())) {
            int sequence = 0;
            for (var piece = in.readNBytes(CHUNK); piece.length > 0; piece = in.readNBytes(CHUNK)) {
                Sql.update(
                        em,
                        "insert into attachment_chunk (attachment_id, sequence, tenant, content) values (?, ?, ?, ?)",
                        id,
                        sequence++,
                        tenant,
                        piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find(em, tenant, contract, id).orElseThrow();
    }

    /** The files of a contract in the order they came, those withdrawn included. */
    public List<AttachmentDetails> list(EntityManager em, int tenant, UUID contract) {
        return Sql.query(
                em,
                "select * from attachment where contract_id = ? and tenant = ? order by uploaded_at, id",
                Attachments::details,
                contract,
                tenant);
    }

    /** One file of a contract. */
    public Optional<AttachmentDetails> find(EntityManager em, int tenant, UUID contract, UUID id) {
        return Sql.first(
                em,
                "select * from attachment where id = ? and contract_id = ? and tenant = ?",
                Attachments::details,
                id,
                contract,
                tenant);
    }

    /** Removes a file of a draft for good. */
    public void delete(EntityManager em, int tenant, UUID id) {
        Sql.update(em, "delete from attachment where id = ? and tenant = ?", id, tenant);
    }

    /** Takes a file out of a filing that was submitted before; it stays on record. */
    public void withdraw(EntityManager em, int tenant, UUID id) {
        Sql.update(em, "update attachment set withdrawn_at = now() where id = ? and tenant = ?", id, tenant);
    }

    /**
     * Writes a file out, each piece in a transaction of its own: a reader that takes its time holds none.
     *
     * @param scope scope in which the caller was found to see it
     */
    public void write(TenantScope scope, UUID id, OutputStream out) throws IOException {
        for (int sequence = 0; ; sequence++) {
            int wanted = sequence;
            var piece = transactions.within(
                    scope,
                    em -> Sql.first(em, """
                            select content from attachment_chunk
                            where attachment_id = ? and sequence = ? and tenant between ? and ?
                            """, row -> row.bytes("content"), id, wanted, scope.low(), scope.high()));
            if (piece.isEmpty()) {
                return;
            }
            out.write(piece.get());
        }
    }

    private static AttachmentDetails details(Row row) {
        return new AttachmentDetails(
                row.uuid("id"),
                row.text("kind"),
                row.text("name"),
                row.text("media_type"),
                row.bigint("size"),
                row.text("sha256"),
                row.optionalText("text_hash").orElse(null),
                row.text("uploaded_by_name"),
                row.instant("uploaded_at"),
                row.optionalInstant("withdrawn_at").orElse(null));
    }
}
