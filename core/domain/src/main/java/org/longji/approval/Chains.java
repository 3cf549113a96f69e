package org.longji.approval;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Row;
import org.longji.shared.Sha256;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The chains of a tenant and what those above ask of them. The chain in force is that of the nearest tenant up the tree that has one and
 * meets every rail above it; where there is none, the one that comes with Longji.
 */
@Dependent
public class Chains {

    private static final String SUBJECT = "approval_chain";
    private static final int MOST_STEPS = 20;
    private static final int NOTE = 2000;
    private static final Map<ApprovalKind, ChainForm> SHIPPED = shipped();

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Chains(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What holds for one kind at a tenant.
     *
     * @param inForce the chain a case begun today is pinned to
     * @param own the tenant's own chains and drafts, the newest first
     * @param rail what the tenant itself asks of those below
     * @param rails what those above ask
     */
    public record Line(
            ApprovalKind kind,
            ApprovalChain inForce,
            List<ApprovalChain> own,
            Optional<ApprovalRail> rail,
            List<ApprovalRail> rails) {}

    /**
     * A rail as its tenant writes it.
     *
     * @param leastSteps none when null
     */
    public record RailForm(
            boolean locked,
            @Nullable Integer leastSteps,
            @Nullable List<Role> roles,
            @Nullable String note) {}

    public List<Line> list(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.APPROVAL_READ);
        refuseApplicants(caller, tenant);
        return transactions.within(
                scope,
                em -> Arrays.stream(ApprovalKind.values())
                        .map(kind -> {
                            var rails = rails(em, tenant, kind);
                            return new Line(
                                    kind,
                                    inForce(em, tenant, kind),
                                    read(
                                            em,
                                            rails,
                                            "tenant = ? and kind = ? order by created_at desc, id",
                                            tenant,
                                            kind),
                                    rails.stream()
                                            .filter(rail -> rail.tenant() == tenant)
                                            .findFirst(),
                                    rails.stream()
                                            .filter(rail -> rail.tenant() != tenant)
                                            .toList());
                        })
                        .toList());
    }

    /** A chain of the tenant or of one below it. */
    public ApprovalChain get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.APPROVAL_READ);
        refuseApplicants(caller, tenant);
        return transactions.within(
                scope,
                em -> Sql.first(
                                em,
                                "select tenant from approval_chain where id = ? and tenant between ? and ?",
                                row -> row.integer("tenant"),
                                id,
                                scope.low(),
                                scope.high())
                        .map(owner -> own(em, owner, id))
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id))));
    }

    /** Keeps a draft; what a parent's rail asks is told with it and demanded when it is enacted. */
    public ApprovalChain draft(Caller caller, int tenant, ApprovalKind kind, ChainForm form) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        form.check(kind).done();
        var id = UUID.randomUUID();
        return transactions.within(scope, em -> {
            Sql.update(
                    em,
                    """
                    insert into approval_chain (id, tenant, upper_code, kind, content, hash, authors, drafted_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    tenant,
                    TenantScope.upperCode(tenant),
                    kind,
                    Json.write(form),
                    hash(form),
                    List.of(caller.accountId()),
                    caller.displayName());
            journal.append(em, tenant, caller, "APPROVAL_CHAIN_DRAFTED", SUBJECT, id.toString(), null, form);
            return own(em, tenant, id);
        });
    }

    public ApprovalChain change(Caller caller, int tenant, UUID id, int revision, ChainForm form) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        return transactions.within(scope, em -> {
            var before = draft(em, tenant, id, revision);
            form.check(before.kind()).done();
            Sql.update(
                    em,
                    """
                    update approval_chain set content = ?, hash = ?, drafted_by = ?, revision = revision + 1,
                        authors = case when ? = any (authors) then authors else authors || ?::uuid end
                    where id = ?
                    """,
                    Json.write(form),
                    hash(form),
                    caller.displayName(),
                    caller.accountId(),
                    caller.accountId(),
                    id);
            journal.append(
                    em, tenant, caller, "APPROVAL_CHAIN_DRAFT_CHANGED", SUBJECT, id.toString(), before.form(), form);
            return own(em, tenant, id);
        });
    }

    public void discard(Caller caller, int tenant, UUID id, int revision) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        transactions.within(scope, em -> {
            var before = draft(em, tenant, id, revision);
            Sql.update(em, "delete from approval_chain where id = ?", id);
            journal.append(
                    em, tenant, caller, "APPROVAL_CHAIN_DRAFT_DISCARDED", SUBJECT, id.toString(), before.form(), null);
            return id;
        });
    }

    /**
     * Puts a draft into force, by another administrator of the tenant than those who wrote it.
     *
     * @param from first day, today or later; today when null
     * @throws ProblemException ANOTHER_ADMINISTRATOR for an author, APPROVAL_OUTSIDE_RAIL where a rail asks for more
     */
    public ApprovalChain enact(Caller caller, int tenant, UUID id, int revision, @Nullable LocalDate from) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        var today = LocalDate.now(clock);
        var first = from == null ? today : from;
        new FieldChecks()
                .require(!first.isBefore(today), "from", "施行日期不得早于今日。", "It cannot begin before today.")
                .done();
        return transactions.within(scope, em -> {
            var draft = draft(em, tenant, id, revision);
            if (draft.authors().contains(caller.accountId())) {
                throw new ProblemException(
                        Problem.ANOTHER_ADMINISTRATOR,
                        Map.of("version", draft.form().name()));
            }
            draft.form().check(draft.kind()).done();
            outside(rails(em, tenant, draft.kind()), tenant, draft.form()).ifPresent(Chains::refuse);
            Sql.update(
                    em,
                    "update approval_chain set valid_from = ?, enacted_by = ?, enacted_at = ?, revision = revision + 1 where id = ?",
                    first,
                    caller.displayName(),
                    clock.instant(),
                    id);
            var enacted = own(em, tenant, id);
            journal.append(em, tenant, caller, "APPROVAL_CHAIN_ENACTED", SUBJECT, id.toString(), null, enacted);
            return enacted;
        });
    }

    /** Ends a chain with yesterday, so that what was in force before it, or what is inherited, holds again. */
    public ApprovalChain end(Caller caller, int tenant, UUID id, int revision) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        return transactions.within(scope, em -> {
            var before = own(em, tenant, id);
            if (before.from() == null || before.endedOn() != null) {
                throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
            }
            current(before, revision);
            Sql.update(
                    em,
                    "update approval_chain set ended_on = ?, revision = revision + 1 where id = ?",
                    LocalDate.now(clock).minusDays(1),
                    id);
            requireOwnRail(em, tenant, before.kind());
            var after = own(em, tenant, id);
            journal.append(em, tenant, caller, "APPROVAL_CHAIN_ENDED", SUBJECT, id.toString(), before, after);
            return after;
        });
    }

    /**
     * Sets what the tenant asks of those below; chains below that lack it are passed over from then on.
     *
     * @throws ProblemException APPROVAL_OUTSIDE_RAIL when the chain in force at the tenant itself lacks it
     */
    public ApprovalRail setRail(Caller caller, int tenant, ApprovalKind kind, RailForm form) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        int least = Optional.ofNullable(form.leastSteps()).orElse(0);
        var roles = Optional.ofNullable(form.roles()).orElse(List.of());
        new FieldChecks()
                .require(least >= 0 && least <= MOST_STEPS, "leastSteps", "最少环节数为 0 至 20。", "Between 0 and 20 steps.")
                .require(ChainForm.MAY_SIGN.containsAll(roles), "roles", "该角色不能审批。", "This role cannot sign.")
                .require(
                        form.locked() || least > 0 || !roles.isEmpty(),
                        "locked",
                        "请锁定，或提出最低要求。",
                        "Lock it, or ask for a minimum.")
                .atMost(form.note(), NOTE, "note")
                .done();
        return transactions.within(scope, em -> {
            var before = ownRail(em, tenant, kind);
            Sql.update(
                    em,
                    """
                    insert into approval_rail (tenant, upper_code, kind, locked, least_steps, roles, note, made_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (tenant, kind) do update set locked = excluded.locked, least_steps = excluded.least_steps,
                        roles = excluded.roles, note = excluded.note, made_by = excluded.made_by, revision = approval_rail.revision + 1
                    """,
                    tenant,
                    TenantScope.upperCode(tenant),
                    kind,
                    form.locked(),
                    least,
                    roles.stream().distinct().map(Enum::name).toList(),
                    Optional.ofNullable(form.note()).filter(note -> !note.isBlank()),
                    caller.displayName());
            requireOwnRail(em, tenant, kind);
            var after = ownRail(em, tenant, kind).orElseThrow();
            journal.append(
                    em,
                    tenant,
                    caller,
                    "APPROVAL_RAIL_SET",
                    "approval_rail",
                    tenant + "/" + kind,
                    before.orElse(null),
                    after);
            return after;
        });
    }

    public void removeRail(Caller caller, int tenant, ApprovalKind kind) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_ADMINISTER);
        transactions.within(scope, em -> {
            var before = ownRail(em, tenant, kind)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", kind)));
            Sql.update(em, "delete from approval_rail where tenant = ? and kind = ?", tenant, kind);
            journal.append(
                    em, tenant, caller, "APPROVAL_RAIL_REMOVED", "approval_rail", tenant + "/" + kind, before, null);
            return kind;
        });
    }

    /** Whether the chain in force today at {@code tenant} has a step; the one that comes with Longji for registrations has none. */
    public boolean asks(EntityManager em, int tenant, ApprovalKind kind) {
        return !inForce(em, tenant, kind).form().ordered().isEmpty();
    }

    /** The chain a case begun today at {@code tenant} is pinned to. */
    ApprovalChain inForce(EntityManager em, int tenant, ApprovalKind kind) {
        var today = LocalDate.now(clock);
        return read(em, rails(em, tenant, kind), """
                        tenant <= ? and upper_code >= ? and kind = ? and enacted_at is not null and valid_from <= ?
                            and (ended_on is null or ended_on >= ?)
                            order by upper_code - tenant, valid_from desc, enacted_at desc
                        """, tenant, TenantScope.upperCode(tenant), kind, today, today)
                .stream()
                .filter(chain -> chain.outside() == null)
                .findFirst()
                .orElseGet(() -> {
                    var form = Objects.requireNonNull(SHIPPED.get(kind));
                    return new ApprovalChain(
                            null, null, kind, form, hash(form), List.of(), null, null, null, null, null, null, 0);
                });
    }

    private void requireOwnRail(EntityManager em, int tenant, ApprovalKind kind) {
        var chain = inForce(em, tenant, kind).form();
        ownRail(em, tenant, kind)
                .flatMap(rail -> rail.demandOf(tenant, chain).map(demand -> new Demand(rail, demand)))
                .ifPresent(Chains::refuse);
    }

    private record Demand(ApprovalRail rail, Text words) {}

    private static void refuse(Demand demand) {
        throw new ProblemException(
                Problem.APPROVAL_OUTSIDE_RAIL, Map.of("tenant", demand.rail().tenant(), "demand", demand.words()));
    }

    /** Rails that bind a chain of {@code owner}: those it set itself and those of its ancestors. */
    private static Optional<Demand> outside(List<ApprovalRail> rails, int owner, ChainForm form) {
        return rails.stream()
                .filter(rail -> TenantScope.subtree(rail.tenant()).contains(owner))
                .flatMap(rail -> rail.demandOf(owner, form).map(words -> new Demand(rail, words)).stream())
                .findFirst();
    }

    private static List<ApprovalRail> rails(EntityManager em, int tenant, ApprovalKind kind) {
        return Sql.query(
                em,
                "select * from approval_rail where tenant <= ? and upper_code >= ? and kind = ? order by upper_code - tenant desc",
                Chains::rail,
                tenant,
                TenantScope.upperCode(tenant),
                kind);
    }

    private static Optional<ApprovalRail> ownRail(EntityManager em, int tenant, ApprovalKind kind) {
        return rails(em, tenant, kind).stream()
                .filter(rail -> rail.tenant() == tenant)
                .findFirst();
    }

    private static ApprovalRail rail(Row row) {
        return new ApprovalRail(
                row.integer("tenant"),
                row.constant("kind", ApprovalKind.class),
                row.bool("locked"),
                row.integer("least_steps"),
                row.texts("roles").stream().map(Role::valueOf).toList(),
                row.optionalText("note").orElse(null),
                row.text("made_by"),
                row.integer("revision"));
    }

    private static ApprovalChain own(EntityManager em, int tenant, UUID id) {
        return Sql.first(
                        em,
                        "select kind from approval_chain where id = ? and tenant = ?",
                        row -> row.constant("kind", ApprovalKind.class),
                        id,
                        tenant)
                .flatMap(kind ->
                        read(em, rails(em, tenant, kind), "id = ?", id).stream().findFirst())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static ApprovalChain draft(EntityManager em, int tenant, UUID id, int revision) {
        Sql.query(em, "select id from approval_chain where id = ? for update", row -> row.uuid("id"), id);
        var draft = own(em, tenant, id);
        if (draft.from() != null) {
            throw new ProblemException(Problem.NOT_FOUND, Map.of("what", id));
        }
        current(draft, revision);
        return draft;
    }

    private static void current(ApprovalChain chain, int revision) {
        if (chain.revision() != revision) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", chain.revision()));
        }
    }

    private static List<ApprovalChain> read(
            EntityManager em, List<ApprovalRail> rails, String where, Object... parameters) {
        return Sql.query(
                em,
                "select * from approval_chain where " + where,
                row -> {
                    int owner = row.integer("tenant");
                    var form = Json.read(row.text("content"), ChainForm.class);
                    return new ApprovalChain(
                            row.uuid("id"),
                            owner,
                            row.constant("kind", ApprovalKind.class),
                            form,
                            row.text("hash"),
                            row.uuids("authors"),
                            row.text("drafted_by"),
                            row.optionalDate("valid_from").orElse(null),
                            row.optionalDate("ended_on").orElse(null),
                            row.optionalText("enacted_by").orElse(null),
                            row.optionalInstant("enacted_at").orElse(null),
                            outside(rails, owner, form).map(Demand::words).orElse(null),
                            row.integer("revision"));
                },
                parameters);
    }

    /** How chains and officers look inside is no applicant's business. */
    static void refuseApplicants(Caller caller, int tenant) {
        if (caller.party().isPresent()) {
            throw new ProblemException(
                    Problem.NOT_PERMITTED, Map.of("capability", Capability.APPROVAL_READ, "tenant", tenant));
        }
    }

    static String hash(ChainForm form) {
        return Sha256.hex(Json.write(form));
    }

    private static Map<ApprovalKind, ChainForm> shipped() {
        try (var in = Objects.requireNonNull(Chains.class.getResourceAsStream("chains.json"))) {
            return Json.mapper().readValue(in, new TypeReference<Map<ApprovalKind, ChainForm>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
