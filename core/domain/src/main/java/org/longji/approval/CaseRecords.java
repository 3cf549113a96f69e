package org.longji.approval;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;

/** Keeps cases; whoever changes one has locked it first, so that of many at once each sees what the one before it did. */
final class CaseRecords {

    private CaseRecords() {}

    /** Waits for its turn at a case. */
    static void lock(EntityManager em, UUID id) {
        Sql.query(em, "select id from approval_case where id = ? for update", row -> row.uuid("id"), id);
    }

    static Docket read(EntityManager em, UUID id, LocalDate today) {
        return Sql.first(em, "select * from approval_case where id = ?", row -> read(em, row, today), id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private record Head(
            ApprovalCase one, String chain, Optional<Integer> reach, Set<UUID> excluded, List<String> parties) {}

    private static Docket read(EntityManager em, Row row, LocalDate today) {
        var excluded = new HashSet<>(row.uuids("excluded"));
        excluded.add(row.uuid("initiator"));
        var head = new Head(one(row), row.text("chain"), row.optionalInteger("reach"), excluded, row.texts("parties"));
        int tenant = head.one().tenant();
        var id = head.one().id();
        var officers = officers(em, tenant);
        Map<UUID, Officer> above = head.reach().map(to -> officers(em, to)).orElse(Map.of());
        var barred = new HashSet<>(excluded);
        if (!head.parties().isEmpty()) {
            var everybody = new HashSet<>(officers.keySet());
            everybody.addAll(above.keySet());
            barred.addAll(Sql.query(
                    em,
                    "select a as account from unnest(?::uuid[]) a where belongs_to(a, ?)",
                    found -> found.uuid("account"),
                    everybody.toArray(UUID[]::new),
                    head.parties()));
        }
        return new Docket(
                head.one(),
                Json.read(head.chain(), ChainForm.class),
                head.reach(),
                barred,
                Sql.query(em, "select * from approval_step where case_id = ? order by position", CaseRecords::step, id),
                Sql.query(
                        em,
                        "select * from approval_signer where case_id = ? order by step, round, account_name",
                        CaseRecords::signer,
                        id),
                Sql.query(
                        em,
                        "select * from approval_signature where case_id = ? order by at, account_name",
                        CaseRecords::signature,
                        id),
                officers,
                above,
                Absences.standIns(em, tenant, today));
    }

    static Map<UUID, Officer> officers(EntityManager em, int tenant) {
        var officers = new LinkedHashMap<UUID, Officer>();
        Sql.query(
                        em,
                        "select account, name_zh, roles from officers_of(?) order by name_zh, account",
                        row -> new Officer(row.uuid("account"), row.text("name_zh"), roles(row.texts("roles"))),
                        tenant)
                .forEach(officer -> officers.put(officer.account(), officer));
        return officers;
    }

    static void insert(
            EntityManager em, UUID id, ApprovalRequest request, ApprovalChain chain, Officer initiator, Instant now) {
        int inserted = Sql.update(
                em,
                """
                insert into approval_case (id, tenant, kind, subject, title_zh, title_en, link, amount, initiator, initiator_name,
                    excluded, parties, chain, chain_hash, chain_tenant, begun_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, subject) where state = 'OPEN' do nothing
                """,
                id,
                request.tenant(),
                request.kind(),
                request.subject(),
                request.title().zh(),
                request.title().en(),
                request.link(),
                request.amount(),
                initiator.account(),
                initiator.name(),
                request.excludedAccounts().toArray(UUID[]::new),
                request.excludedParties(),
                Json.write(chain.form()),
                chain.hash(),
                chain.owner(),
                now);
        if (inserted == 0) {
            throw new ProblemException(Problem.APPROVAL_PENDING, Map.of());
        }
        var rows = new ArrayList<@Nullable Object[]>();
        var steps = chain.form().ordered();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.appliesTo(request.amount())) {
                int number = rows.size() + 1;
                rows.add(new @Nullable Object[] {
                    id,
                    number,
                    request.tenant(),
                    number,
                    i,
                    step.name().zh(),
                    step.name().en(),
                    step.signers(),
                    StepOfCase.State.WAITING
                });
            }
        }
        Sql.batch(em, """
                insert into approval_step (case_id, number, tenant, position, chain_step, name_zh, name_en, roles, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    /** Makes room at {@code position} and puts an added step there. */
    static int insertStep(EntityManager em, Docket docket, int position, Text name) {
        int number = docket.steps().stream().mapToInt(StepOfCase::number).max().orElse(0) + 1;
        Sql.update(
                em,
                "update approval_step set position = position + 1 where case_id = ? and position >= ?",
                docket.one().id(),
                position);
        Sql.update(em, """
                insert into approval_step (case_id, number, tenant, position, name_zh, name_en, roles, state)
                values (?, ?, ?, ?, ?, ?, '{}', 'WAITING')
                """, docket.one().id(), number, docket.one().tenant(), position, name.zh(), name.en());
        return number;
    }

    static void open(EntityManager em, UUID id, int step, int needed, Instant now, Optional<LocalDate> dueOn) {
        Sql.update(em, """
                update approval_step set state = 'OPEN', needed = ?, opened_at = ?, due_on = ?, overdue_at = null,
                    escalated_to = null, escalated_role = null where case_id = ? and number = ?
                """, needed, now, dueOn, id, step);
        reach(em, id, Optional.empty());
    }

    static void setState(EntityManager em, UUID id, int step, StepOfCase.State state) {
        Sql.update(em, "update approval_step set state = ? where case_id = ? and number = ?", state, id, step);
    }

    /** How many can sign an open step. */
    static void setPool(EntityManager em, UUID id, int step, int pool) {
        Sql.update(em, "update approval_step set pool = ? where case_id = ? and number = ?", pool, id, step);
    }

    /** A new round from {@code position} on. */
    static void restart(EntityManager em, UUID id, int position) {
        Sql.update(
                em,
                "update approval_step set state = 'WAITING', round = round + 1 where case_id = ? and position >= ?",
                id,
                position);
    }

    static void overdue(
            EntityManager em, UUID id, int step, Instant now, Optional<Integer> escalatedTo, Optional<Role> role) {
        Sql.update(
                em,
                "update approval_step set overdue_at = ?, escalated_to = ?, escalated_role = ? where case_id = ? and number = ?",
                now,
                escalatedTo,
                role,
                id,
                step);
    }

    static void reach(EntityManager em, UUID id, Optional<Integer> reach) {
        Sql.update(
                em,
                "update approval_case set reach = ? where id = ? and reach is distinct from ?::int",
                reach,
                id,
                reach);
    }

    static void end(EntityManager em, UUID id, ApprovalCase.State state, Instant now) {
        Sql.update(em, "update approval_case set state = ?, ended_at = ? where id = ?", state, now, id);
    }

    static void sign(EntityManager em, Docket docket, Signature signature) {
        try {
            Sql.update(
                    em,
                    """
                    insert into approval_signature (case_id, step, round, tenant, account, account_name, verdict, basis, acts_for,
                        acts_for_names, note, at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    docket.one().id(),
                    signature.step(),
                    signature.round(),
                    docket.one().tenant(),
                    signature.account(),
                    signature.name(),
                    signature.verdict(),
                    signature.basis(),
                    signature.actsFor().toArray(UUID[]::new),
                    signature.actsForNames(),
                    signature.note(),
                    signature.at());
        } catch (SqlFailure e) {
            if (e.violates("approval_excluded")) {
                throw new ProblemException(Problem.APPROVAL_EXCLUDED, Map.of("name", signature.name()));
            }
            throw e;
        }
    }

    /** Notes persons a step waits for by name; whoever it knows already stays, and whom it was handed to last has it. */
    static void name(EntityManager em, Docket docket, Collection<Signer> signers) {
        Sql.batch(
                em,
                """
                insert into approval_signer (case_id, step, round, tenant, account, account_name, kind, acts_for)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (case_id, step, round, kind, acts_for) do update set account = excluded.account,
                    account_name = excluded.account_name where approval_signer.kind = 'DELEGATED'
                """,
                signers.stream()
                        .map(signer -> new @Nullable Object[] {
                            docket.one().id(),
                            signer.step(),
                            signer.round(),
                            docket.one().tenant(),
                            signer.account(),
                            signer.name(),
                            signer.kind(),
                            signer.actsFor()
                        })
                        .toList());
    }

    static void event(EntityManager em, ApprovalCase one, ApprovalEvent event, @Nullable UUID account) {
        Sql.update(
                em,
                """
                insert into approval_event (case_id, sequence, tenant, kind, step, account, account_name, other_name, note, at)
                select ?, coalesce(max(sequence), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? from approval_event where case_id = ?
                """,
                one.id(),
                one.tenant(),
                event.kind(),
                event.step(),
                account,
                event.name(),
                event.other(),
                event.note(),
                event.at(),
                one.id());
    }

    static List<ApprovalEvent> events(EntityManager em, UUID id) {
        return Sql.query(
                em,
                "select * from approval_event where case_id = ? order by sequence",
                row -> new ApprovalEvent(
                        row.constant("kind", ApprovalEvent.Kind.class),
                        row.optionalInteger("step").orElse(null),
                        row.optionalText("account_name").orElse(null),
                        row.optionalText("other_name").orElse(null),
                        row.optionalText("note").orElse(null),
                        row.instant("at")),
                id);
    }

    static ApprovalCase one(Row row) {
        return new ApprovalCase(
                row.uuid("id"),
                row.integer("tenant"),
                row.constant("kind", ApprovalKind.class),
                row.uuid("subject"),
                new Text(row.text("title_zh"), row.text("title_en")),
                row.text("link"),
                row.optionalMoney("amount"),
                row.uuid("initiator"),
                row.text("initiator_name"),
                row.constant("state", ApprovalCase.State.class),
                row.text("chain_hash"),
                row.instant("begun_at"),
                row.optionalInstant("ended_at"));
    }

    private static StepOfCase step(Row row) {
        return new StepOfCase(
                row.integer("number"),
                row.integer("position"),
                row.optionalInteger("chain_step"),
                new Text(row.text("name_zh"), row.text("name_en")),
                roles(row.texts("roles")),
                row.constant("state", StepOfCase.State.class),
                row.integer("round"),
                row.integer("needed"),
                row.integer("pool"),
                row.optionalInstant("opened_at"),
                row.optionalDate("due_on"),
                row.optionalInstant("overdue_at"),
                row.optionalInteger("escalated_to"),
                row.optionalConstant("escalated_role", Role.class));
    }

    private static Signer signer(Row row) {
        return new Signer(
                row.integer("step"),
                row.integer("round"),
                row.uuid("account"),
                row.text("account_name"),
                row.constant("kind", Signer.Kind.class),
                row.uuid("acts_for"));
    }

    private static Signature signature(Row row) {
        return new Signature(
                row.integer("step"),
                row.integer("round"),
                row.uuid("account"),
                row.text("account_name"),
                row.constant("verdict", Signature.Verdict.class),
                row.constant("basis", Signature.Basis.class),
                row.uuids("acts_for"),
                row.texts("acts_for_names"),
                row.optionalText("note"),
                row.instant("at"));
    }

    private static Set<Role> roles(List<String> names) {
        var roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> roles.add(Role.valueOf(name)));
        return roles;
    }
}
