package org.longji.approval;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.longji.approval.ChainStep.Overdue;
import org.longji.approval.ChainStep.Rule;
import org.longji.audit.Journal;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.WorkingDays;

/** A database with officers of a province, two prefectures and a county, and a capability whose cases end in a list. */
final class ApprovalHouse {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int NANGANG = 230103;
    static final int DAQING = 230600;
    static final String BENEFICIARY = "91230604EWNG4M6U05";
    /** A Monday. */
    static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    final TestDatabase database = TestDatabase.fresh().withTenants(NANGANG, DAQING);
    final Watch clock = new Watch();
    /** What capabilities were told, as "APPROVED subject". */
    final List<String> told = new CopyOnWriteArrayList<>();

    final Chains chains = new Chains(database.transactions(), new Journal(), clock);
    final Approvals approvals = new Approvals(
            database.transactions(),
            Arrays.stream(ApprovalKind.values())
                    .map(kind -> (ApprovalSubject) new Told(kind))
                    .toList(),
            chains,
            new Journal(),
            new WorkingDays(),
            clock);
    final Absences absences = new Absences(database.transactions(), new Journal(), clock);
    final ApprovalToDos toDos = new ApprovalToDos(approvals, new WorkingDays(), clock);
    final TimeLimits limits = new TimeLimits(database.transactions(), approvals, clock);

    final Caller admin = officer(HARBIN, "harbin.admin", Role.ADMINISTRATOR);
    final Caller admin2 = officer(HARBIN, "harbin.admin2", Role.ADMINISTRATOR);
    final Caller maker = officer(HARBIN, "harbin.maker", Role.FINANCE, Role.REVIEWER);
    final Caller reviewer = officer(HARBIN, "harbin.reviewer", Role.REVIEWER);
    final Caller reviewer2 = officer(HARBIN, "harbin.reviewer2", Role.REVIEWER);
    final Caller finance = officer(HARBIN, "harbin.finance", Role.FINANCE);
    final Caller both = officer(HARBIN, "harbin.both", Role.REVIEWER, Role.FINANCE);
    final Caller registrar = officer(HARBIN, "harbin.registrar", Role.REGISTRAR);
    final Caller above = officer(PROVINCE, "province.reviewer", Role.REVIEWER);
    final Caller aboveAdmin = officer(PROVINCE, "province.admin", Role.ADMINISTRATOR);
    final Caller aboveAdmin2 = officer(PROVINCE, "province.admin2", Role.ADMINISTRATOR);
    final Caller sibling = officer(DAQING, "daqing.reviewer", Role.REVIEWER);

    /** A clock that is put forward by hand. */
    static final class Watch extends Clock {

        private volatile Instant now = START;

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return Clocks.CHINA;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Told implements ApprovalSubject {

        private final ApprovalKind kind;

        Told(ApprovalKind kind) {
            this.kind = kind;
        }

        @Override
        public ApprovalKind kind() {
            return kind;
        }

        @Override
        public void approved(EntityManager em, Caller by, ApprovalCase one) {
            told.add("APPROVED " + one.subject());
        }

        @Override
        public void rejected(EntityManager em, Caller by, ApprovalCase one) {
            told.add("REJECTED " + one.subject());
        }

        @Override
        public void withdrawn(EntityManager em, Caller by, ApprovalCase one) {
            told.add("WITHDRAWN " + one.subject());
        }
    }

    Caller officer(int tenant, String name, Role... roles) {
        return account(tenant, name, Optional.empty(), roles);
    }

    Caller account(int tenant, String name, Optional<String> party, Role... roles) {
        var caller = new Caller(
                UUID.randomUUID(),
                name,
                name,
                name,
                tenant,
                party,
                Arrays.stream(roles).map(role -> new RoleGrant(tenant, role)).toList());
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash, party) values ('"
                        + caller.accountId() + "', " + tenant + ", '" + name + "', '" + name + "', '" + name
                        + "', 'x', "
                        + party.map(code -> "'" + code + "'").orElse("null") + ")");
        for (var role : roles) {
            database.asOwner("insert into role_grant (account_id, tenant, role) values ('" + caller.accountId() + "', "
                    + tenant + ", '" + role + "')");
        }
        return caller;
    }

    static ChainStep step(String name, Rule rule, Role... roles) {
        return new ChainStep(
                name, name, List.of(roles), null, rule, rule == Rule.N_OF_M ? 2 : null, 5, null, false, null, null);
    }

    static ChainStep overdue(ChainStep step, Overdue overdue, boolean above, Role role) {
        return new ChainStep(
                step.nameZh(),
                step.nameEn(),
                step.roles(),
                step.capability(),
                step.rule(),
                step.count(),
                step.days(),
                overdue,
                above,
                overdue == Overdue.ESCALATE ? role : null,
                step.fromAmount());
    }

    static ChainStep from(ChainStep step, String amount) {
        return new ChainStep(
                step.nameZh(),
                step.nameEn(),
                step.roles(),
                step.capability(),
                step.rule(),
                step.count(),
                step.days(),
                step.overdue(),
                step.escalateAbove(),
                step.escalateRole(),
                Money.of(amount));
    }

    static ChainForm chain(ChainStep... steps) {
        return new ChainForm("链", "chain", "示例", List.of(steps));
    }

    /** Enacts a chain at Harbin. */
    void enact(ApprovalKind kind, ChainStep... steps) {
        var draft = chains.draft(admin, HARBIN, kind, chain(steps));
        chains.enact(admin2, HARBIN, draft.id(), draft.revision(), null);
    }

    UUID begin(ApprovalKind kind) {
        return begin(kind, maker, Optional.empty(), Set.of(), Set.of());
    }

    UUID begin(ApprovalKind kind, Caller by, Optional<Money> amount, Set<UUID> excluded, Set<String> parties) {
        return begin(by, request(kind, UUID.randomUUID(), amount, excluded, parties));
    }

    UUID begin(Caller by, ApprovalRequest request) {
        return database.transactions()
                .within(TenantScope.exactly(request.tenant()), em -> approvals.begin(em, by, request));
    }

    static ApprovalRequest request(
            ApprovalKind kind, UUID subject, Optional<Money> amount, Set<UUID> excluded, Set<String> parties) {
        return new ApprovalRequest(
                HARBIN,
                kind,
                subject,
                new Text("第一批拨付（示例）", "First batch (sample)"),
                "payments/" + subject,
                amount,
                excluded,
                parties);
    }

    ApprovalDetails get(UUID id) {
        return approvals.get(admin, HARBIN, id);
    }

    /** Number of the open step. */
    int open(UUID id) {
        return get(id).steps().stream()
                .filter(step -> step.state().equals("OPEN"))
                .findFirst()
                .map(ApprovalDetails.Step::number)
                .orElseThrow();
    }

    ApprovalDetails sign(Caller caller, UUID id) {
        return approvals.sign(caller, HARBIN, id, new Approvals.SignForm(open(id), true, null));
    }

    ApprovalDetails reject(Caller caller, UUID id) {
        return approvals.sign(caller, HARBIN, id, new Approvals.SignForm(open(id), false, "材料不全"));
    }

    /** Names of those the open step waits for, in order. */
    List<String> waitedFor(UUID id) {
        return get(id).steps().stream()
                .flatMap(step -> step.waitedFor().stream())
                .map(ApprovalDetails.Person::name)
                .sorted()
                .toList();
    }

    /** The steps as "name state". */
    String picture(UUID id) {
        return get(id).steps().stream()
                .map(step -> step.name().zh() + " " + step.state())
                .collect(Collectors.joining(", "));
    }

    List<Caller> many(int count, Role role) {
        var all = new ArrayList<Caller>();
        for (int i = 0; i < count; i++) {
            all.add(officer(HARBIN, "harbin.many." + i, role));
        }
        return all;
    }
}
