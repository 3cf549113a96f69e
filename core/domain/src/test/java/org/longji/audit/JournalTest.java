package org.longji.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.intact(HARBIN, 2_510));
        assertThat(verify(DAQING)).isEqualTo(JournalVerification.intact(DAQING, 0));
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
        assertThat(verify(HARBIN)).isEqualTo(JournalVerification.intact(HARBIN, 90));
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
            var page = archive.list(TenantScope.subtree(230000), next, 4);
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

    private JournalVerification verify(int tenant) {
        return archive.verify(TenantScope.exactly(tenant), tenant);
    }
}
