package org.longji.approval;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** When officers are away and who stands in for them; each says so for the own person. */
@Dependent
public class Absences {

    private static final String SUBJECT = "approval_absence";

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Absences(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * An absence as an officer announces it.
     *
     * @param from first day
     * @param until last day
     * @param deputy account of another officer of the tenant
     */
    public record Form(
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable UUID deputy) {}

    /** Officers who may be chosen: as deputy, to hand a step to, to be added. */
    public record Choice(UUID account, String name, List<Role> roles) {}

    /** What is to come or running: the own ones, those one stands in for, and for an administrator all of the tenant. */
    public List<Absence> list(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.APPROVAL_READ);
        Chains.refuseApplicants(caller, tenant);
        boolean all = caller.capabilities(tenant).contains(Capability.APPROVAL_ADMINISTER);
        return transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        "select * from approval_absence where tenant = ? and last_day >= ? and ended_at is null"
                                + " and (? or account = ? or deputy = ?) order by first_day, account_name",
                        row -> read(row, caller.accountId()),
                        tenant,
                        LocalDate.now(clock),
                        all,
                        caller.accountId(),
                        caller.accountId()));
    }

    /** The officers of the tenant. */
    public List<Choice> officers(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.APPROVAL_READ);
        Chains.refuseApplicants(caller, tenant);
        return transactions.within(
                scope,
                em -> CaseRecords.officers(em, tenant).values().stream()
                        .map(officer -> new Choice(officer.account(), officer.name(), List.copyOf(officer.roles())))
                        .toList());
    }

    /**
     * Announces an absence of the caller.
     *
     * @throws ProblemException INVALID_FIELDS, also for days of another absence and for a deputy who is no officer here
     */
    public Absence announce(Caller caller, int tenant, Form form) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_READ);
        Chains.refuseApplicants(caller, tenant);
        new FieldChecks()
                .present(form.from(), "from")
                .present(form.until(), "until")
                .present(form.deputy(), "deputy")
                .done();
        var from = Objects.requireNonNull(form.from());
        var until = Objects.requireNonNull(form.until());
        var deputy = Objects.requireNonNull(form.deputy());
        var id = UUID.randomUUID();
        return transactions.within(scope, em -> {
            var stand = Optional.ofNullable(CaseRecords.officers(em, tenant).get(deputy));
            new FieldChecks()
                    .require(
                            !until.isBefore(from) && !until.isBefore(LocalDate.now(clock)),
                            "until",
                            "终止日期不得早于起始日期和今日。",
                            "The last day lies before the first, or before today.")
                    .require(
                            stand.isPresent() && !deputy.equals(caller.accountId()),
                            "deputy",
                            "代办人须是本区划的另一名工作人员。",
                            "The deputy must be another officer of this tenant.")
                    .require(
                            free(em, tenant, caller.accountId(), from, until),
                            "from",
                            "与已登记的离岗期间重叠。",
                            "It overlaps an absence announced before.")
                    .done();
            Sql.update(
                    em,
                    """
                    insert into approval_absence (id, tenant, account, account_name, deputy, deputy_name, first_day, last_day)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    tenant,
                    caller.accountId(),
                    caller.displayName(),
                    deputy,
                    stand.orElseThrow().name(),
                    from,
                    until);
            var absence = one(em, tenant, caller.accountId(), id);
            journal.append(em, tenant, caller, "ABSENCE_ANNOUNCED", SUBJECT, id.toString(), null, absence);
            Inbox.deliver(
                    em,
                    List.of(Message.toAccount(
                            tenant,
                            deputy,
                            "ABSENCE_ANNOUNCED",
                            "approvals",
                            id,
                            new Text("请代办审批", "You stand in for somebody"),
                            new Text(
                                    caller.displayName() + "于 " + from + " 至 " + until + " 离岗，其间待办审批由您代办。",
                                    caller.displayNameEn() + " is away from " + from + " to " + until
                                            + "; you sign in that place."))));
            return absence;
        });
    }

    /** Takes an absence back, from this moment on. */
    public void end(Caller caller, int tenant, UUID id) {
        var scope = caller.ownScope(tenant, Capability.APPROVAL_READ);
        Chains.refuseApplicants(caller, tenant);
        transactions.within(scope, em -> {
            var before = one(em, tenant, caller.accountId(), id);
            Sql.update(
                    em,
                    "update approval_absence set ended_at = ? where id = ? and ended_at is null",
                    clock.instant(),
                    id);
            journal.append(em, tenant, caller, "ABSENCE_ENDED", SUBJECT, id.toString(), before, null);
            return id;
        });
    }

    /** Who stands in today for whom, by who is away. */
    static Map<UUID, UUID> standIns(EntityManager em, int tenant, LocalDate today) {
        var standIns = new HashMap<UUID, UUID>();
        Sql.stream(
                em,
                "select account, deputy from approval_absence where tenant = ? and ? between first_day and last_day"
                        + " and ended_at is null",
                0,
                row -> standIns.put(row.uuid("account"), row.uuid("deputy")),
                tenant,
                today);
        return standIns;
    }

    private static boolean free(EntityManager em, int tenant, UUID account, LocalDate from, LocalDate until) {
        // Two announcements of one person at once wait for each other.
        Sql.query(
                em,
                "select pg_advisory_xact_lock(hashtextextended('absence|' || ?::text, 0))::text as done",
                row -> row.optionalText("done"),
                account);
        return Sql.query(
                        em,
                        "select id from approval_absence where tenant = ? and account = ? and ended_at is null"
                                + " and first_day <= ? and last_day >= ?",
                        row -> row.uuid("id"),
                        tenant,
                        account,
                        until,
                        from)
                .isEmpty();
    }

    private static Absence one(EntityManager em, int tenant, UUID account, UUID id) {
        return Sql.first(
                        em,
                        "select * from approval_absence where id = ? and tenant = ? and account = ?",
                        row -> read(row, account),
                        id,
                        tenant,
                        account)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static Absence read(Row row, UUID reader) {
        return new Absence(
                row.uuid("id"),
                row.uuid("account"),
                row.text("account_name"),
                row.uuid("deputy"),
                row.text("deputy_name"),
                row.date("first_day"),
                row.date("last_day"),
                row.optionalInstant("ended_at"),
                row.uuid("account").equals(reader));
    }
}
