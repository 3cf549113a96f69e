package org.longji.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.job.JobStatus;
import org.longji.job.Jobs;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.testkit.example.ListedNames;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.ScreeningHandle;
import org.longji.screening.ScreeningRecord.Decision;
import org.longji.screening.ScreeningRecord.Proposal;
import org.longji.screening.ScreeningRecord.Summary;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

@DisplayName("What crosses a border is screened")
class ScreeningsTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;

    private final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    private final Transactions transactions = database.transactions();
    private final Journal journal = new Journal();
    private final Clock clock = Clock.fixed(Instant.parse("2026-04-01T02:00:00Z"), ZoneOffset.UTC);
    private final Caller registrar = officer(HARBIN, Role.REGISTRAR);
    private final Caller reviewer = officer(HARBIN, Role.REVIEWER);
    private final Screenings screenings = screenings("hash-1", new ListedNames());

    private static Caller officer(int tenant, Role role) {
        return new Caller(
                UUID.randomUUID(),
                role.name(),
                role.name(),
                role.name(),
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    private Screenings screenings(String hash, Screening... all) {
        var host = PluginHost.of(
                new PluginIdentity("lists", "1.0", hash),
                Extensions.NONE.screenings(List.of(all).stream()
                        .map(one -> new ScreeningHandle("lists", "1.0", hash, one))
                        .toList()));
        return screenings(host);
    }

    private Screenings screenings(PluginHost host) {
        var alone = new Screenings(transactions, host, Jobs.of(transactions, Runnable::run, List.of()), journal, clock);
        return new Screenings(
                transactions,
                host,
                Jobs.of(transactions, Runnable::run, List.of(new ScreeningRefreshWork(transactions, alone))),
                journal,
                clock);
    }

    private static ScreeningSubject subject(String buyer) {
        return new ScreeningSubject(
                ScreeningSubject.Kind.LISTING,
                List.of(new ScreeningSubject.Party(Optional.empty(), Optional.empty(), Optional.of(buyer), "RUS")),
                new ScreeningSubject.Technology("寒地检测技术（示例）", "", Set.of()),
                "RUS",
                LocalDate.of(2026, 3, 2));
    }

    private static Subject listing(String ref, String buyer) {
        return new Subject(ref, subject(buyer));
    }

    private List<Summary> list(Screenings by, @Nullable String ref) {
        return by.list(registrar, HARBIN, null, ref, null, 50).items();
    }

    private Summary only(Screenings by, String ref) {
        var found = list(by, ref);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private ScreeningRecord record(Screenings by, UUID id) {
        return by.get(registrar, HARBIN, id).screening();
    }

    private static void refused(Problem problem, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    /** Proposes and agrees. */
    private void settle(Screenings by, UUID id, int number, boolean cleared) {
        var proposed = by.propose(registrar, HARBIN, id, number, new Proposal(cleared, "示例：已核对登记号"));
        var verdict = proposed.screening().hits().get(number - 1).verdicts().stream()
                .filter(one -> one.agreed() == null)
                .findFirst()
                .orElseThrow()
                .id();
        by.decide(reviewer, HARBIN, id, number, verdict, new Decision(true, null));
    }

    @Test
    @DisplayName("once by the same version, anew when the subject changed; a plugin switched off takes nothing back")
    void screens() {
        assertThat(screenings.of(registrar, HARBIN, listing("a", "Anybody"))).isEqualTo(Standing.PASSED);
        var first = only(screenings, "a");
        assertThat(first.result()).isEqualTo(ScreeningRecord.Result.CLEAR);
        assertThat(screenings.of(registrar, HARBIN, listing("a", "Anybody"))).isEqualTo(Standing.PASSED);
        assertThat(only(screenings, "a").id()).as("it was not screened again").isEqualTo(first.id());

        assertThat(screenings.of(registrar, HARBIN, listing("a", ListedNames.ENTRY)))
                .isEqualTo(Standing.OPEN);
        var again = only(screenings, "a");
        assertThat(again.open()).isEqualTo(1);
        var details = screenings.get(registrar, HARBIN, again.id());
        assertThat(details.earlier()).containsExactly(first.id());
        assertThat(details.screening().recordHash()).matches("[0-9a-f]{64}");
        assertThat(details.screening().lists())
                .extracting(ScreeningRecord.ListVersion::version)
                .containsExactly("1");
        assertThat(details.screening().hits().get(0).find().score()).isEqualByComparingTo("100");
        assertThat(record(screenings, first.id()).supersededAt()).isNotNull();
        assertThat(Standing.OPEN.mayCross()).isFalse();

        var nothing = screenings(PluginHost.of(List.of()));
        assertThat(nothing.of(registrar, HARBIN, listing("a", "Anybody"))).isEqualTo(Standing.OPEN);
        assertThat(nothing.of(registrar, HARBIN, listing("b", "Anybody"))).isEqualTo(Standing.NOT_SCREENED);
        refused(Problem.NOTHING_SCREENS, () -> nothing.byHand(registrar, HARBIN, SubjectForm.of(subject("Anybody"))));
    }

    @Test
    @DisplayName("and what is found stays open until two officers agree, whatever the application says")
    void fourEyes() {
        var id = screenings
                .byHand(registrar, HARBIN, SubjectForm.of(subject(ListedNames.ENTRY)))
                .get(0)
                .id();
        refused(Problem.INVALID_FIELDS, () -> screenings.propose(registrar, HARBIN, id, 1, new Proposal(null, " ")));
        var proposed = screenings
                .propose(registrar, HARBIN, id, 1, new Proposal(true, "示例：同名不同主体"))
                .screening();
        assertThat(proposed.standing()).isEqualTo(Standing.OPEN);
        var verdict = proposed.hits().get(0).verdicts().get(0);
        assertThat(verdict.own()).isTrue();
        refused(Problem.SCREENING_PENDING, () -> screenings.propose(reviewer, HARBIN, id, 1, new Proposal(true, "再提")));
        refused(
                Problem.SCREENING_SECOND_PERSON,
                () -> screenings.decide(registrar, HARBIN, id, 1, verdict.id(), new Decision(true, null)));
        refused(
                Problem.INVALID_FIELDS,
                () -> screenings.decide(reviewer, HARBIN, id, 1, verdict.id(), new Decision(false, null)));
        // Past the application, with its own role at the database.
        assertThatThrownBy(() -> update(
                        "update screening_verdict set agreed = true, decided_by_id = proposed_by_id, decided_by = 'x',"
                                + " decided_at = now() where id = ?",
                        verdict.id()))
                .isInstanceOfSatisfying(
                        SqlFailure.class, e -> assertThat(e.state()).isEqualTo("23514"));
        assertThatThrownBy(() ->
                        update("update screening_hit set settled_by = ? where screening_id = ?", verdict.id(), id))
                .as("a verdict nobody agreed on settles nothing")
                .isInstanceOfSatisfying(
                        SqlFailure.class, e -> assertThat(e.state()).isEqualTo("23503"));

        screenings.decide(reviewer, HARBIN, id, 1, verdict.id(), new Decision(false, "示例：请附登记号"));
        settle(screenings, id, 1, true);
        var settled = record(screenings, id);
        assertThat(settled.standing()).isEqualTo(Standing.PASSED);
        assertThat(settled.hits().get(0).verdicts())
                .extracting(ScreeningRecord.Verdict::agreed)
                .containsExactlyInAnyOrder(true, false);
        refused(
                Problem.SCREENING_SETTLED,
                () -> screenings.propose(registrar, HARBIN, id, 1, new Proposal(false, "又改主意")));
        assertThat(update("update screening_hit set settled_by = null where screening_id = ?", id))
                .as("what was settled stays")
                .isZero();
        assertThat(update("update screening_verdict set note = 'x' where screening_id = ?", id))
                .isZero();
        assertThat(actions())
                .containsSubsequence(
                        "SCREENED",
                        "SCREENING_VERDICT_PROPOSED",
                        "SCREENING_VERDICT_TURNED_DOWN",
                        "SCREENING_VERDICT_PROPOSED",
                        "SCREENING_VERDICT_AGREED");

        var meant = screenings
                .byHand(registrar, HARBIN, SubjectForm.of(subject(ListedNames.ENTRY)))
                .get(0)
                .id();
        settle(screenings, meant, 1, false);
        assertThat(record(screenings, meant).standing()).isEqualTo(Standing.CONFIRMED);
        assertThat(screenings
                        .list(registrar, HARBIN, Standing.CONFIRMED, null, null, 50)
                        .items())
                .extracting(Summary::id)
                .containsExactly(meant);
    }

    private int update(String sql, Object... parameters) {
        return transactions.within(TenantScope.exactly(HARBIN), em -> Sql.update(em, sql, parameters));
    }

    private List<String> actions() {
        return transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.query(em, "select action from journal order by seq", row -> row.text("action")));
    }

    /** A later version of the list, with one more entry. */
    private static final class MoreNames implements Screening {
        private final ListedNames before = new ListedNames();

        @Override
        public String id() {
            return before.id();
        }

        @Override
        public Words words() {
            return before.words();
        }

        @Override
        public List<ScreeningList> lists() {
            var list = before.lists().get(0);
            return List.of(new ScreeningList(list.id(), list.words(), "2", list.asOf(), list.source(), list.sample()));
        }

        @Override
        public ScreeningResult screen(Request request) {
            var found = before.screen(request);
            var more = new ArrayList<ScreeningResult.Hit>();
            if (found instanceof ScreeningResult.Hits hits) {
                more.addAll(hits.hits());
            }
            request.subject().parties().stream()
                    .filter(party -> party.en().orElse("").contains("Company"))
                    .forEach(party -> more.add(new ScreeningResult.Hit(
                            "sample-names",
                            "Another Listed Company",
                            new BigDecimal("87.5"),
                            Words.of("相似", "Alike", "Похоже"),
                            LegalBasis.of("示例文件", "示例条"),
                            Words.of("核对。", "Compare.", "Сверьте."))));
            return more.isEmpty() ? new ScreeningResult.Clear() : new ScreeningResult.Hits(more);
        }
    }

    @Test
    @DisplayName("again when the lists change: what was settled stays settled, what is new is open")
    void screensAgain() {
        screenings.of(registrar, HARBIN, listing("a", ListedNames.ENTRY));
        screenings.of(registrar, HARBIN, listing("b", "Some Other Company"));
        screenings.of(registrar, HARBIN, listing("c", "Anybody"));
        settle(screenings, only(screenings, "a").id(), 1, true);
        assertThat(screenings.refresh(registrar, HARBIN).counts()).containsEntry("refreshed", 0L);

        var later = screenings("hash-2", new MoreNames());
        assertThat(later.isOutdated(HARBIN, "lists", "listed-names", "hash-1")).isTrue();
        var job = later.refresh(registrar, HARBIN);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(job.counts()).containsEntry("refreshed", 3L);

        var a = record(later, only(later, "a").id());
        assertThat(a.standing()).isEqualTo(Standing.OPEN);
        assertThat(a.lists()).extracting(ScreeningRecord.ListVersion::version).containsExactly("2");
        assertThat(a.hits()).extracting(ScreeningRecord.Hit::cleared).containsExactly(true, null);
        assertThat(a.hits().get(0).verdicts()).as("who cleared it before").hasSize(1);
        assertThat(only(later, "b").standing()).isEqualTo(Standing.OPEN);
        assertThat(only(later, "c").standing()).isEqualTo(Standing.PASSED);
        assertThat(later.refresh(registrar, HARBIN).counts()).containsEntry("refreshed", 0L);
    }

    /** Fails on everything. */
    private static final class Broken implements Screening {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public Words words() {
            return Words.of("坏", "Broken", "Сломано");
        }

        @Override
        public List<ScreeningList> lists() {
            return new ListedNames().lists();
        }

        @Override
        public ScreeningResult screen(Request request) {
            throw new StackOverflowError();
        }
    }

    @Test
    @DisplayName("and a plugin that fails lets nothing through, and stops no other")
    void failsClosed() {
        var both = screenings("hash-1", new Broken(), new ListedNames());
        assertThat(both.of(registrar, HARBIN, listing("a", "Anybody"))).isEqualTo(Standing.OPEN);
        assertThat(list(both, "a"))
                .extracting(Summary::result)
                .containsExactlyInAnyOrder(ScreeningRecord.Result.FAILED, ScreeningRecord.Result.CLEAR);
        // Repaired under the same archive's name, as after a hiccup: what failed is tried again.
        assertThat(both.of(registrar, HARBIN, listing("a", "Anybody"))).isEqualTo(Standing.OPEN);
        assertThat(list(both, "a")).hasSize(2);
    }

    @Test
    @DisplayName("behind the walls; what is to be done stands in the inbox of whoever may do it")
    void wallsAndInbox() {
        var inbox = new Inbox(transactions, List.of(new ScreeningToDos()));
        var id = screenings
                .byHand(registrar, HARBIN, SubjectForm.of(subject(ListedNames.ENTRY)))
                .get(0)
                .id();
        assertThat(inbox.waiting(registrar, HARBIN))
                .extracting(one -> one.kind())
                .containsExactly("SCREENING_HIT");
        screenings.propose(registrar, HARBIN, id, 1, new Proposal(true, "示例"));
        assertThat(inbox.waiting(registrar, HARBIN)).as("somebody else's turn").isEmpty();
        assertThat(inbox.waiting(reviewer, HARBIN))
                .extracting(one -> one.kind())
                .containsExactly("SCREENING_VERDICT");
        assertThat(inbox.waiting(officer(HARBIN, Role.FINANCE), HARBIN)).isEmpty();

        var daqing = officer(DAQING, Role.REGISTRAR);
        refused(Problem.TENANT_NOT_FOUND, () -> screenings.get(daqing, HARBIN, id));
        refused(Problem.NOT_FOUND, () -> screenings.get(daqing, DAQING, id));
        refused(Problem.NOT_FOUND, () -> screenings.propose(daqing, DAQING, id, 1, new Proposal(true, "示例")));
        refused(
                Problem.NOT_PERMITTED,
                () -> screenings.byHand(
                        officer(HARBIN, Role.ADMINISTRATOR), HARBIN, SubjectForm.of(subject("Anybody"))));
        assertThat(screenings
                        .list(officer(230000, Role.AUDITOR), 230000, Standing.OPEN, null, null, 50)
                        .items())
                .extracting(Summary::id)
                .containsExactly(id);
        List<Integer> seen = transactions.within(
                TenantScope.exactly(DAQING),
                em -> Sql.query(
                        em,
                        "select tenant from screening union all select tenant from screening_hit"
                                + " union all select tenant from screening_verdict",
                        row -> row.integer("tenant")));
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("once, however many ask at the same moment")
    void atOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var asked = threads.invokeAll(Collections.nCopies(
                    8, () -> screenings.of(registrar, HARBIN, listing("same", ListedNames.ENTRY))));
            for (var answer : asked) {
                assertThat(answer.get()).isEqualTo(Standing.OPEN);
            }
        } finally {
            threads.shutdownNow();
        }
        var one = only(screenings, "same");
        assertThat(screenings.get(registrar, HARBIN, one.id()).earlier()).isEmpty();
    }

    @Test
    @DisplayName("page by page, the latest first")
    void pages() {
        for (int i = 0; i < 3; i++) {
            screenings.of(registrar, HARBIN, listing("p" + i, "Anybody"));
        }
        var first = screenings.list(registrar, HARBIN, null, null, null, 2);
        assertThat(first.items()).hasSize(2);
        var second = screenings.list(registrar, HARBIN, null, null, first.next().orElseThrow(), 2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isEmpty();
        refused(Problem.INVALID_CURSOR, () -> screenings.list(registrar, HARBIN, null, null, "yesterday", 2));
    }
}
