package org.longji.document;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.longji.job.Job;
import org.longji.shared.Caller;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The synthetic ledger of ten years that a first start shows something with. It takes the road of every other ledger, so
 * that the road is known to be open; and it takes it once.
 */
@Dependent
public class DemoLedger {

    private static final String NAME = "demo-ledger.csv";
    private static final int PROVINCE = 230_000;

    private final Imports imports;
    private final Transactions transactions;

    @Inject
    public DemoLedger(Imports imports, Transactions transactions) {
        this.imports = imports;
        this.transactions = transactions;
    }

    /**
     * Orders the import of the demo ledger, unless this very ledger was imported before.
     *
     * @return the job to wait for, when there is one
     */
    public Optional<Job> load() {
        var hash = hash();
        boolean loaded = transactions.within(
                TenantScope.subtree(PROVINCE),
                em -> Sql.first(
                                em,
                                "select hash from loaded_configuration where name = ?",
                                row -> row.text("hash"),
                                NAME)
                        .filter(hash::equals)
                        .isPresent());
        if (loaded) {
            return Optional.empty();
        }
        try (var ledger = open()) {
            var job = imports.order(
                    system(), PROVINCE, TenantScope.subtree(PROVINCE), ledger, NAME, ImportMode.GOOD_ROWS);
            // Remembered after the order: killed in between, it is ordered again and changes nothing.
            transactions.within(
                    TenantScope.subtree(PROVINCE),
                    em -> Sql.update(
                            em,
                            "insert into loaded_configuration (name, hash) values (?, ?)"
                                    + " on conflict (name) do update set hash = excluded.hash, loaded_at = now()",
                            NAME,
                            hash));
            return Optional.of(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Caller system() {
        return new Caller(
                new UUID(0, 0), "system", "系统（演示数据）", "System (demo data)", PROVINCE, Optional.empty(), List.of());
    }

    private static String hash() {
        try (var in = open()) {
            return Sha256.hex(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open() {
        var in = DemoLedger.class.getResourceAsStream(NAME);
        if (in == null) {
            throw new IllegalStateException("The demo ledger is missing from this build");
        }
        return in;
    }
}
