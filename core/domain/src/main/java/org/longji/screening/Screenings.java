package org.longji.screening;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.job.Job;
import org.longji.job.JobKind;
import org.longji.job.JobOrder;
import org.longji.job.Jobs;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.pluginhost.Clause;
import org.longji.pluginhost.Label;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.ScreeningHandle;
import org.longji.screening.ScreeningRecord.Decision;
import org.longji.screening.ScreeningRecord.Find;
import org.longji.screening.ScreeningRecord.Proposal;
import org.longji.screening.ScreeningRecord.Result;
import org.longji.screening.ScreeningRecord.Summary;
import org.longji.screening.ScreeningRecords.Current;
import org.longji.screening.ScreeningRecords.Found;
import org.longji.setting.SettingsBook;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Clocks;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * What crosses a border passes here. {@link #of} screens a subject by every screening its tenant has and says how it stands; what was
 * found stays open until one officer proposes a verdict and another agrees, which the database sees to.
 */
@Dependent
public class Screenings {

    private static final String SUBJECT = "screening";
    private static final int LONG = 2000;

    /**
     * Condition on a row {@code r} of a register: something was found in it that is open or was confirmed. For whoever looks at many
     * rows at once.
     */
    public static final String HINDERED_ROW = """
            exists (select 1 from screening s join screening_hit h on h.screening_id = s.id left join screening_verdict v on v.id = h.settled_by
                where s.tenant = r.tenant and s.subject_kind = 'ROW' and s.subject_ref = r.id::text and s.superseded_at is null
                    and not coalesce(v.cleared, false))
            """;

    private final Transactions transactions;
    private final PluginHost host;
    private final Jobs jobs;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Screenings(Transactions transactions, PluginHost host, Jobs jobs, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.host = host;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
    }

    /** How many findings in sight a plugin's screenings made, by tenant. */
    public static Map<Integer, Long> made(EntityManager em, String plugin) {
        return Sql.countedByTenant(em, "screening", "plugin", plugin);
    }

    /**
     * How a subject stands, after it was screened by everything the tenant has that has not screened it like this before. The caller is
     * on record as who let it be screened, and needs no right of its own to that: whoever may let something cross may ask.
     */
    public Standing of(Caller caller, int tenant, Subject subject) {
        return transactions.within(TenantScope.exactly(tenant), em -> of(em, caller, tenant, subject));
    }

    private Standing of(EntityManager em, Caller caller, int tenant, Subject subject) {
        var hash = ScreeningRecords.hash(subject.what());
        var before = ScreeningRecords.current(em, tenant, subject.kind(), subject.ref());
        for (var handle : host.screenings(tenant)) {
            var earlier = before.stream()
                    .filter(one -> one.plugin().equals(handle.pluginId())
                            && one.screening().equals(handle.id()))
                    .findFirst();
            if (earlier.filter(one -> one.holds(handle, hash)).isEmpty()) {
                screen(em, caller, tenant, subject, handle, earlier);
            }
        }
        return standing(em, tenant, subject.kind(), subject.ref());
    }

    /** How a subject stands by what was screened so far; a plugin that was switched off since takes nothing back. */
    public static Standing standing(EntityManager em, int tenant, ScreeningSubject.Kind kind, String ref) {
        return ScreeningRecords.standing(em, tenant, kind, ref);
    }

    private void screen(
            EntityManager em,
            Caller caller,
            int tenant,
            Subject subject,
            ScreeningHandle by,
            Optional<Current> earlier) {
        var found = found(em, tenant, subject.what(), by);
        var id = ScreeningRecords.keep(em, caller, tenant, subject, by, found, earlier, clock.instant());
        journal.append(
                em,
                tenant,
                caller,
                "SCREENED",
                SUBJECT,
                id.toString(),
                null,
                Map.of(
                        "subject",
                        subject.kind() + " " + subject.ref(),
                        "screening",
                        by.pluginId() + "/" + by.id(),
                        "result",
                        found.result(),
                        "found",
                        found.finds().size()));
    }

    private Found found(EntityManager em, int tenant, ScreeningSubject subject, ScreeningHandle by) {
        try {
            var result = by.screen(new Lent(em, by, tenant, subject));
            if (result instanceof ScreeningResult.Hits hits) {
                return new Found(
                        Result.HITS, hits.hits().stream().map(Screenings::find).toList());
            }
            if (result instanceof ScreeningResult.NeedsJudgement judgement) {
                return new Found(
                        Result.JUDGEMENT,
                        judgement.questions().stream()
                                .map(question -> new Find(
                                        null,
                                        question.code(),
                                        null,
                                        new Label(
                                                question.text().zh(),
                                                question.text().en(),
                                                null),
                                        Clause.of(question.basis()),
                                        null))
                                .toList());
            }
            return new Found(Result.CLEAR, List.of());
        } catch (PluginFailure e) {
            // Who fails lets nothing through; people look instead.
            return new Found(
                    Result.FAILED,
                    List.of(new Find(
                            null,
                            "SCREENING_FAILED",
                            null,
                            Label.of(Words.of(
                                    "筛查插件未能作答，须由人工核查；原因见“插件”页面。",
                                    "The screening gave no answer and a person has to look; the page of plugins says why.",
                                    "Проверка не дала ответа, нужна ручная; причина — на странице плагинов.")),
                            null,
                            null)));
        }
    }

    private static Find find(ScreeningResult.Hit hit) {
        return new Find(
                hit.list(),
                hit.entry(),
                hit.score(),
                Label.of(hit.matched()),
                Clause.of(hit.basis()),
                Label.of(hit.next()));
    }

    /** What a screening is lent for one subject. */
    private final class Lent implements Screening.Request {

        private final EntityManager em;
        private final ScreeningHandle by;
        private final int tenant;
        private final ScreeningSubject subject;

        Lent(EntityManager em, ScreeningHandle by, int tenant, ScreeningSubject subject) {
            this.em = em;
            this.by = by;
            this.tenant = tenant;
            this.subject = subject;
        }

        @Override
        public ScreeningSubject subject() {
            return subject;
        }

        @Override
        public int tenant() {
            return tenant;
        }

        @Override
        public <S extends Record> S settings(Class<S> type) {
            return SettingsBook.chosen(em, by.pluginId(), by.settings(), tenant, subject.day(), type);
        }
    }

    /**
     * Screens what an officer typed in.
     *
     * @return the screenings of it, one for each that the tenant has
     * @throws ProblemException NOTHING_SCREENS when it has none
     */
    public List<Summary> byHand(Caller caller, int tenant, SubjectForm form) {
        caller.ownScope(tenant, Capability.SCREENING_WRITE);
        var subject = form.read(LocalDate.ofInstant(clock.instant(), Clocks.CHINA));
        if (host.screenings(tenant).isEmpty()) {
            throw new ProblemException(Problem.NOTHING_SCREENS, Map.of());
        }
        var ref = UUID.randomUUID().toString();
        of(caller, tenant, new Subject(ref, subject));
        return transactions.within(
                TenantScope.exactly(tenant),
                em -> ScreeningRecords.list(em, TenantScope.exactly(tenant), null, ref, null, 100));
    }

    /** The screenings that are the last word, the latest first; of oversight with all below. */
    public Page<Summary> list(
            Caller caller,
            int tenant,
            @Nullable Standing standing,
            @Nullable String subjectRef,
            @Nullable String after,
            int limit) {
        var scope = caller.scope(tenant, Capability.SCREENING_READ);
        var fetched = transactions.within(
                scope, em -> ScreeningRecords.list(em, scope, standing, subjectRef, position(after), limit + 1));
        return Page.of(fetched, limit, one -> one.screenedAt() + "|" + one.id());
    }

    private static ScreeningRecords.@Nullable Position position(@Nullable String after) {
        if (after == null) {
            return null;
        }
        var parts = after.split("\\|", 2);
        try {
            return new ScreeningRecords.Position(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ProblemException(Problem.INVALID_CURSOR, Map.of());
        }
    }

    /** A screening with all that was found and said, and the ids of the earlier ones of the same subject. */
    public record Details(ScreeningRecord screening, List<UUID> earlier) {}

    public Details get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.SCREENING_READ);
        return transactions.within(scope, em -> details(em, caller, scope, id));
    }

    private static Details details(EntityManager em, Caller caller, TenantScope scope, UUID id) {
        var record = ScreeningRecords.one(em, caller, scope, id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
        return new Details(record, ScreeningRecords.earlier(em, record));
    }

    /**
     * Proposes what is to be said of a find: it is cleared, or it is confirmed.
     *
     * @throws ProblemException SCREENING_SETTLED where that was said already or a later screening took its place, SCREENING_PENDING
     *     while another proposal waits
     */
    public Details propose(Caller caller, int tenant, UUID id, int number, Proposal proposal) {
        var scope = caller.ownScope(tenant, Capability.SCREENING_WRITE);
        new FieldChecks()
                .present(proposal.cleared(), "cleared")
                .present(proposal.reason(), "reason")
                .atMost(proposal.reason(), LONG, "reason")
                .done();
        var cleared = Objects.requireNonNull(proposal.cleared());
        var reason = Objects.requireNonNull(proposal.reason()).strip();
        return transactions.within(scope, em -> {
            expectOpen(em, tenant, id, number);
            int inserted = Sql.update(
                    em,
                    """
                    insert into screening_verdict (id, tenant, screening_id, number, cleared, reason, proposed_by_id, proposed_by, proposed_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                    """,
                    UUID.randomUUID(),
                    tenant,
                    id,
                    number,
                    cleared,
                    reason,
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant());
            if (inserted == 0) {
                throw new ProblemException(Problem.SCREENING_PENDING, Map.of());
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    "SCREENING_VERDICT_PROPOSED",
                    SUBJECT,
                    id.toString(),
                    null,
                    new Line(number, cleared, reason));
            return details(em, caller, scope, id);
        });
    }

    private record Line(int hit, boolean cleared, @Nullable String words) {}

    private static void expectOpen(EntityManager em, int tenant, UUID id, int number) {
        boolean open = Sql.first(em, """
                        select h.settled_by is null and s.superseded_at is null as open from screening_hit h
                        join screening s on s.id = h.screening_id where h.screening_id = ? and h.number = ? and h.tenant = ?
                        """, row -> row.bool("open"), id, number, tenant)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id + "/" + number)));
        if (!open) {
            throw new ProblemException(Problem.SCREENING_SETTLED, Map.of());
        }
    }

    private record Open(boolean cleared, UUID proposer) {}

    /**
     * Agrees to what another officer proposed, or does not. What two agreed on settles the find for good.
     *
     * @throws ProblemException SCREENING_SECOND_PERSON for the own proposal, SCREENING_SETTLED where it was decided already
     */
    public Details decide(Caller caller, int tenant, UUID id, int number, UUID verdict, Decision decision) {
        var scope = caller.ownScope(tenant, Capability.SCREENING_WRITE);
        boolean agrees = Boolean.TRUE.equals(decision.agreed());
        var checks = new FieldChecks().present(decision.agreed(), "agreed").atMost(decision.note(), LONG, "note");
        if (!agrees) {
            checks.present(decision.note(), "note");
        }
        checks.done();
        return transactions.within(scope, em -> {
            expectOpen(em, tenant, id, number);
            var open = Sql.first(
                            em,
                            "select cleared, proposed_by_id from screening_verdict where id = ? and screening_id = ? and number = ?",
                            row -> new Open(row.bool("cleared"), row.uuid("proposed_by_id")),
                            verdict,
                            id,
                            number)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", verdict)));
            if (open.proposer().equals(caller.accountId())) {
                throw new ProblemException(Problem.SCREENING_SECOND_PERSON, Map.of());
            }
            int decided = Sql.update(
                    em,
                    "update screening_verdict set agreed = ?, decided_by_id = ?, decided_by = ?, decided_at = ?, note = ?"
                            + " where id = ? and agreed is null",
                    agrees,
                    caller.accountId(),
                    caller.displayName(),
                    clock.instant(),
                    Optional.ofNullable(decision.note()).map(String::strip).filter(note -> !note.isEmpty()),
                    verdict);
            if (decided == 0) {
                throw new ProblemException(Problem.SCREENING_SETTLED, Map.of());
            }
            if (agrees) {
                Sql.update(
                        em,
                        "update screening_hit set settled_by = ? where screening_id = ? and number = ? and settled_by is null",
                        verdict,
                        id,
                        number);
            }
            journal.append(
                    em,
                    tenant,
                    caller,
                    agrees ? "SCREENING_VERDICT_AGREED" : "SCREENING_VERDICT_TURNED_DOWN",
                    SUBJECT,
                    id.toString(),
                    null,
                    new Line(number, open.cleared(), decision.note()));
            return details(em, caller, scope, id);
        });
    }

    /** Orders everything of the tenant to be screened again that another version of a plugin screened. */
    public Job refresh(Caller caller, int tenant) {
        caller.ownScope(tenant, Capability.SCREENING_WRITE);
        return jobs.get(TenantScope.exactly(tenant), jobs.submit(refreshOrder(caller, tenant)));
    }

    static JobOrder refreshOrder(Caller caller, int tenant) {
        return new JobOrder(tenant, JobKind.SCREENING_REFRESH, caller, TenantScope.exactly(tenant), Map.of());
    }

    /** Screens one again if it is outdated; false where it was not. */
    boolean refreshed(EntityManager em, Caller caller, int tenant, Current outdated) {
        var handle = host.screenings(tenant).stream()
                .filter(one ->
                        one.pluginId().equals(outdated.plugin()) && one.id().equals(outdated.screening()))
                .filter(one -> !outdated.holds(one, outdated.subjectHash()))
                .findFirst();
        if (handle.isEmpty()) {
            return false;
        }
        var subject = ScreeningRecords.subject(em, outdated.id());
        // Somebody may have screened it meanwhile.
        var still = ScreeningRecords.current(em, tenant, subject.kind(), subject.ref()).stream()
                .filter(one -> one.id().equals(outdated.id()))
                .findFirst();
        still.ifPresent(one -> screen(em, caller, tenant, subject, handle.get(), still));
        return still.isPresent();
    }

    /** Whether a tenant has what is screened by a version it has no more. */
    boolean isOutdated(int tenant, String plugin, String screening, String hash) {
        return host.screenings(tenant).stream()
                .anyMatch(one -> one.pluginId().equals(plugin)
                        && one.id().equals(screening)
                        && !one.pluginHash().equals(hash));
    }
}
