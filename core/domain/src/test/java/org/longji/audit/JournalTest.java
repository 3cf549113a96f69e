package org.longji.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.longji.audit.JournalVerification.Fault;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

class JournalTest {

    static final int HARBIN = 230100;
    static final int DAQING = 230600;
    static final Caller REGISTRAR =
            new Caller(UUID.randomUUID(), "harbin.registrar", "登记员", "Registrar", HARBIN, Optional.empty(), List.of());

    TestDatabase database;
    Transactions transactions;
    final Journal journal = new Journal();
    JournalArchive archive;

    @BeforeEach
    void tenEntriesInHarbin() {
        database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
        transactions = database.transactions();
        archive = new JournalArchive(transactions);
        for (int i = 1; i <= 10; i++) {
            append(HARBIN, "合同-" + i);
        }
    }

    @Test
    @DisplayName("an untouched chain is intact, entry by entry, also after many entries at once")
    void untouchedChainIsIntact() {
        transactions.within(TenantScope.exactly(HARBIN), em -> {
            var ids = IntStream.range(0, 2_500).mapToObj(i -> "id-" + i).toList();
            var none = Collections.nCopies(ids.size(), "");
            journal.appendAll(em, HARBIN, REGISTRAR, "CONTRACT_IMPORTED", "contract", ids, none, ids);
            return true;
        });
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.intact(HARBIN, 2_510, 0));
        assertThat(verify(DAQING)).isEqualTo(JournalVerification.intact(DAQING, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after = '{\"amount\":\"2.00\"}'", "before = 'x'", "actor = 'somebody.else'",
                        "at = at + interval '1 microsecond'",
                "action = 'OTHER'", "subject_id = 'other'", "subject_type = 'other'", "hash = repeat('a', 64)"
            })
    @DisplayName("an altered entry is found, whatever was altered")
    void alteredEntryIsFound(String alteration) {
        database.asOwner("update journal set " + alteration + " where tenant = 230100 and seq = 4");
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.broken(HARBIN, 3, 4, Fault.ALTERED));
    }

    @Test
    @DisplayName("text moved from one field to the next is found")
    void movedTextIsFound() {
        database.asOwner(
                "update journal set subject_type = subject_type || left(subject_id, 1), subject_id = substr(subject_id, 2)"
                        + " where tenant = 230100 and seq = 4");
        assertThat(verify(HARBIN).fault()).contains(Fault.ALTERED);
    }

    @Test
    @DisplayName("a removed entry is found, in the middle and at the end")
    void removedEntryIsFound() {
        database.asOwner("delete from journal where tenant = 230100 and seq = 10");
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.broken(HARBIN, 9, 10, Fault.TRUNCATED));
        database.asOwner("delete from journal where tenant = 230100 and seq = 5");
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.broken(HARBIN, 4, 5, Fault.REORDERED_OR_REMOVED));
    }

    @Test
    @DisplayName("two entries that changed places are found")
    void reorderedEntriesAreFound() {
        database.asOwner(
                "update journal set seq = 99 where tenant = 230100 and seq = 3",
                "update journal set seq = 3 where tenant = 230100 and seq = 4",
                "update journal set seq = 4 where tenant = 230100 and seq = 99");
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.broken(HARBIN, 2, 3, Fault.REORDERED_OR_REMOVED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal set actor = 'nobody'",
                "delete from journal",
                "truncate journal",
                "insert into journal select * from journal",
                "update journal_head set seq = 0",
                "delete from journal_head"
            })
    @DisplayName("the application can neither rewrite the journal nor write past the function")
    void applicationCannotRewrite(String attack) {
        assertThatThrownBy(() -> transactions.within(TenantScope.exactly(HARBIN), em -> Sql.update(em, attack)))
                .isInstanceOfSatisfying(
                        SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("42501"));
        assertThat(verify(HARBIN).intact()).isTrue();
    }

    @Test
    @DisplayName("an entry for a tenant outside the transaction's scope is refused")
    void foreignEntryIsRefused() {
        assertThatThrownBy(() -> transactions.within(TenantScope.exactly(HARBIN), em -> {
                    journal.append(em, DAQING, "x", "X", "x", "x", null, null);
                    return true;
                }))
                .isInstanceOf(SqlFailure.class);
    }

    @Test
    @DisplayName("simultaneous writers make one chain without gaps")
    void simultaneousWritersMakeOneChain() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        var writes = new ArrayList<Future<?>>();
        for (int i = 0; i < 80; i++) {
            var id = "parallel-" + i;
            writes.add(threads.submit(() -> append(HARBIN, id)));
        }
        for (var write : writes) {
            write.get();
        }
        threads.shutdown();
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.intact(HARBIN, 90, 0));
    }

    @Test
    @DisplayName("what is rolled back leaves no entry")
    void rolledBackLeavesNothing() {
        assertThatThrownBy(() -> transactions.within(TenantScope.exactly(HARBIN), em -> {
                    journal.append(em, HARBIN, "x", "X", "x", "x", null, null);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(verify(HARBIN).entries()).isEqualTo(10);
    }

    @Test
    @DisplayName("pages follow each other from the newest to the oldest, over all tenants of the scope")
    void pagesFollowEachOther() {
        append(DAQING, "daqing-1");
        var seen = new ArrayList<String>();
        var next = Optional.<String>empty();
        do {
            var page = archive.list(TenantScope.subtree(230000), JournalArchive.Filter.NONE, next, 4);
            page.items().forEach(entry -> seen.add(entry.subjectId()));
            next = page.next();
        } while (next.isPresent());
        assertThat(seen)
                .hasSize(11)
                .startsWith("daqing-1", "合同-10")
                .endsWith("合同-1")
                .doesNotHaveDuplicates();
    }

    private boolean append(int tenant, String subject) {
        return transactions.within(TenantScope.exactly(tenant), em -> {
            journal.append(
                    em, tenant, REGISTRAR, "CONTRACT_CREATED", "contract", subject, null, Map.of("amount", "1.00"));
            return true;
        });
    }

    @Test
    @DisplayName("a day that ended is sealed once, and published; a chain written anew no longer bears its seal")
    void sealedDays() throws IOException, InterruptedException {
        var clock = Clock.fixed(Instant.now().plus(Duration.ofDays(1)), Clocks.CHINA);
        var sealing = new Seals(transactions, clock);
        var roots = new JournalRoots(transactions, sealing, clock);
        // What was written today is no part of yesterday.
        new JournalRoots(transactions, sealing, Clock.system(Clocks.CHINA)).run();
        assertThat(roots.published(HARBIN, LocalDate.EPOCH, LocalDate.now(clock)))
                .isEmpty();
        roots.run();
        roots.run();
        var day = LocalDate.now(clock).minusDays(1);
        var published = roots.published(HARBIN, day, day);
        assertThat(published).singleElement().satisfies(root -> {
            assertThat(root.seq()).isEqualTo(10);
            assertThat(Seals.holds(sealing.published().get(0), root.sealed(), root.seal()))
                    .isTrue();
        });
        assertThat(roots.published(DAQING, day, day)).isEmpty();
        append(HARBIN, "合同\t十一\n\\末");
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.intact(HARBIN, 11, 1));
        assertThat(offline(sealing)).startsWith("INTACT: tenant 230100, 11 entries, 1 sealed days");

        // Somebody who owns the database writes the fourth entry and everything after it anew, hashes and head
        // included.
        database.asOwner(
                "update journal set actor = 'somebody.else' where tenant = 230100 and seq = 4",
                "do $$ declare e journal; p text; begin select hash into p from journal where tenant = 230100 and seq = 3;"
                        + " for e in select * from journal where tenant = 230100 and seq > 3 order by seq loop"
                        + " p := journal_hash(p, e.tenant, e.seq, e.at, e.actor, e.action, e.subject_type, e.subject_id, e.before, e.after);"
                        + " update journal j set hash = p, previous_hash = (select x.hash from journal x where x.tenant = 230100 and x.seq = e.seq - 1)"
                        + " where j.tenant = 230100 and j.seq = e.seq; end loop;"
                        + " update journal_head set hash = p where tenant = 230100; end $$");
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.broken(HARBIN, 9, 10, Fault.ROOT_DIFFERS));
        assertThat(offline(sealing)).contains("BROKEN: the chain is not the one that was sealed");
    }

    @Test
    @DisplayName("the offline verifier finds an altered, a removed and a forged line")
    void offlineFaults() throws IOException, InterruptedException {
        var clock = Clock.fixed(Instant.now().plus(Duration.ofDays(1)), Clocks.CHINA);
        var sealing = new Seals(transactions, clock);
        new JournalRoots(transactions, sealing, clock).run();
        var text = exported(sealing);
        assertThat(verifier(text.replace("合同-4", "合同-5"))).contains("BROKEN: entry 4 was altered");
        assertThat(verifier(text.replaceFirst("(?m)^\\w{64}\t230100\t4\t.*\n", "")))
                .contains("BROKEN: entry 4 does not follow");
        assertThat(verifier(text.replaceFirst("(?m)(^#root.*\\.)...", "$1AAA"))).contains("BROKEN: the seal of");
        var other = new Seals(transactions, clock).published().get(0);
        assertThat(verifier(text, "other:" + other.key())).contains("which is not among those given");
    }

    private String offline(Seals sealing) throws IOException, InterruptedException {
        return verifier(exported(sealing));
    }

    private String exported(Seals sealing) {
        var out = new ByteArrayOutputStream();
        archive.export(TenantScope.exactly(HARBIN), HARBIN, sealing.published(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Runs the very file that an auditor runs, in a process of its own. */
    private static String verifier(String export, String... keys) throws IOException, InterruptedException {
        var file = Files.createTempFile("journal", ".tsv");
        Files.writeString(file, export);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("..", "..", "deploy", "lib", "VerifyJournal.java").toString(),
                file.toString()));
        command.addAll(List.of(keys));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Files.delete(file);
        return said;
    }

    @Test
    @DisplayName("a tenant sees what those above it read of it, and nothing else when it asks for that")
    void reads() {
        transactions.within(TenantScope.subtree(230000), em -> {
            journal.append(em, HARBIN, REGISTRAR, "PERSONAL_DATA_READ", "contract", "1", null, null);
            return true;
        });
        assertThat(archive.list(
                                TenantScope.exactly(HARBIN),
                                new JournalArchive.Filter(true, null, null, null),
                                Optional.empty(),
                                10)
                        .items())
                .extracting(JournalEntry::action)
                .containsExactly("PERSONAL_DATA_READ");
    }

    private JournalVerification verify(int tenant) {
        return archive.verify(TenantScope.exactly(tenant), tenant);
    }
}
