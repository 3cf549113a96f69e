package org.longji.agency;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.party.CreditCode;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * The agencies of a tenant, kept by its administrator. An agency is never deleted: what it registered stays registered by it.
 * Its authorisation ends by its date, or is suspended and resumed; staff join and leave.
 */
@Dependent
public class Agencies {

    private static final String SUBJECT = "agency";

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public Agencies(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** The agencies of a tenant and of what lies below it; never more than a page. */
    public List<Agency> list(Caller caller, int tenant) {
        var scope = caller.scope(tenant, Capability.TENANT_READ);
        return transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        "select * from registration_agency where tenant between ? and ? order by tenant, name limit 200",
                        row -> agency(row, List.of()),
                        scope.low(),
                        scope.high()));
    }

    /** One agency; its staff for officers only. */
    public Agency details(Caller caller, int tenant, UUID id) {
        boolean staff = caller.capabilities(tenant).contains(Capability.REGISTRATION_READ);
        return transactions.within(
                caller.scope(tenant, Capability.TENANT_READ), em -> staff ? found(em, id) : found(em, id, List.of()));
    }

    /** Records an agency that the competent authority authorised. */
    public Agency authorise(Caller caller, int tenant, AgencyForm form) {
        var scope = caller.scope(tenant, Capability.ACCESS_ADMINISTER);
        form.check(today());
        return transactions.within(scope, em -> {
            refuseTaken(em, tenant, form.name(), null);
            var id = insert(em, tenant, form, false);
            var agency = found(em, id);
            journal.append(em, tenant, caller, "AGENCY_AUTHORISED", SUBJECT, id.toString(), null, agency);
            return agency;
        });
    }

    UUID insert(EntityManager em, int tenant, AgencyForm form, boolean sample) {
        var id = UUID.randomUUID();
        Sql.update(
                em,
                """
                insert into registration_agency (id, tenant, sample, name, operator_code, operator_name, authorised_by,
                    authorisation_document, authorised_on, valid_from, valid_until, types, scope_note, seal, address, phone)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                tenant,
                sample,
                form.name(),
                CreditCode.parse(form.operatorCode()).value(),
                form.operatorName(),
                form.authorisedBy(),
                form.authorisationDocument(),
                form.authorisedOn(),
                form.validFrom(),
                form.validUntil(),
                types(form),
                form.scopeNote(),
                form.seal(),
                form.address(),
                form.phone());
        return id;
    }

    /** Changes what is on record of an agency, as after a renewal. */
    public Agency change(Caller caller, int tenant, UUID id, int version, AgencyForm form) {
        form.check(today());
        return change(caller, tenant, id, Optional.of(version), "AGENCY_CHANGED", (em, agency) -> {
            refuseTaken(em, agency.tenant(), form.name(), id);
            Sql.update(
                    em,
                    """
                    update registration_agency set name = ?, operator_code = ?, operator_name = ?, authorised_by = ?,
                        authorisation_document = ?, authorised_on = ?, valid_from = ?, valid_until = ?, types = ?, scope_note = ?,
                        seal = ?, address = ?, phone = ? where id = ? and tenant = ?
                    """,
                    form.name(),
                    CreditCode.parse(form.operatorCode()).value(),
                    form.operatorName(),
                    form.authorisedBy(),
                    form.authorisationDocument(),
                    form.authorisedOn(),
                    form.validFrom(),
                    form.validUntil(),
                    types(form),
                    form.scopeNote(),
                    form.seal(),
                    form.address(),
                    form.phone(),
                    id,
                    agency.tenant());
        });
    }

    /** Suspends an agency: from now on its staff take and decide no contracts. */
    public Agency suspend(Caller caller, int tenant, UUID id, Optional<Integer> version, @Nullable String reason) {
        new FieldChecks()
                .present(reason, "reason")
                .atMost(reason, 500, "reason")
                .done();
        return change(caller, tenant, id, version, "AGENCY_SUSPENDED", (em, agency) -> {
            if (agency.suspendedOn() != null) {
                throw new ProblemException(
                        Problem.AGENCY_SUSPENDED,
                        Map.of("agency", agency.name(), "reason", String.valueOf(agency.suspensionReason())));
            }
            Sql.update(
                    em,
                    "update registration_agency set suspended_on = ?, suspension_reason = ? where id = ? and tenant = ?",
                    today(),
                    reason,
                    id,
                    agency.tenant());
            tell(
                    em,
                    agency,
                    new Text("登记机构已暂停", "An agency was suspended"),
                    new Text(agency.name() + "已暂停办理认定登记：" + reason, agency.name() + " was suspended: " + reason));
        });
    }

    /** Lets a suspended agency go on. */
    public Agency resume(Caller caller, int tenant, UUID id, Optional<Integer> version) {
        return change(caller, tenant, id, version, "AGENCY_RESUMED", (em, agency) -> {
            Sql.update(
                    em,
                    "update registration_agency set suspended_on = null, suspension_reason = null where id = ? and tenant = ?",
                    id,
                    agency.tenant());
            tell(
                    em,
                    agency,
                    new Text("登记机构已恢复", "An agency was resumed"),
                    new Text(agency.name() + "已恢复办理认定登记。", agency.name() + " registers contracts again."));
        });
    }

    /** Takes a registrar of the tenant into an agency's staff, or changes what is known of one. */
    public Agency join(Caller caller, int tenant, UUID id, MemberForm form) {
        var checks = new FieldChecks()
                .present(form.account(), "account")
                .atMost(form.certificateNumber(), 64, "certificateNumber");
        var employer = form.employerCode() == null || form.employerCode().isBlank()
                ? null
                : form.employerCode().strip();
        if (employer != null) {
            CreditCode.examine(employer)
                    .ifPresent(defect -> checks.require(false, "employerCode", defect.zh(), defect.en()));
        }
        checks.done();
        return change(caller, tenant, id, Optional.empty(), "AGENCY_STAFF_JOINED", (em, agency) -> {
            boolean registrar = Sql.first(
                            em,
                            "select 1 as one from role_grant where account_id = ? and tenant = ? and role = 'REGISTRAR'",
                            row -> true,
                            form.account(),
                            agency.tenant())
                    .isPresent();
            boolean elsewhere = Sql.first(em, """
                            select 1 as one from agency_staff
                            where account_id = ? and tenant = ? and left_on is null and agency_id <> ?
                            """, row -> true, form.account(), agency.tenant(), id)
                    .isPresent();
            new FieldChecks()
                    .require(
                            registrar,
                            "account",
                            "该账号不是本区划的登记员，请先授予登记员角色。",
                            "This account is no registrar of the tenant; grant it the role first.")
                    .require(
                            !elsewhere,
                            "account",
                            "该登记员已在另一登记机构任职，请先办理离任。",
                            "This registrar works for another agency; let it leave there first.")
                    .done();
            insertMember(
                    em,
                    agency.tenant(),
                    id,
                    new MemberForm(
                            form.account(),
                            employer == null ? null : CreditCode.parse(employer).value(),
                            form.certificateNumber()));
        });
    }

    void insertMember(EntityManager em, int tenant, UUID agency, MemberForm form) {
        Sql.update(em, """
                insert into agency_staff (agency_id, account_id, tenant, employer_code, certificate_number, joined_on)
                values (?, ?, ?, ?, ?, ?)
                on conflict (agency_id, account_id) do update set employer_code = excluded.employer_code,
                    certificate_number = excluded.certificate_number, left_on = null
                """, agency, form.account(), tenant, form.employerCode(), form.certificateNumber(), today());
    }

    /** Lets a registrar leave an agency; what was decided stays decided. */
    public Agency leave(Caller caller, int tenant, UUID id, UUID account) {
        return change(caller, tenant, id, Optional.empty(), "AGENCY_STAFF_LEFT", (em, agency) -> {
            int left = Sql.update(em, """
                    update agency_staff set left_on = ?
                    where agency_id = ? and account_id = ? and tenant = ? and left_on is null
                    """, today(), id, account, agency.tenant());
            if (left == 0) {
                throw new ProblemException(Problem.NOT_FOUND, Map.of("what", account));
            }
        });
    }

    /**
     * Whether an officer may handle a contract: on the staff of an agency of the tenant that is authorised for its type and
     * not suspended, with neither the own organisation nor the agency's operator among the parties.
     *
     * @param parties credit codes of everybody who is a party or an intermediary
     * @throws ProblemException NOT_OF_AN_AGENCY, AGENCY_NOT_AUTHORISED, AGENCY_SUSPENDED, AGENCY_OUT_OF_SCOPE or AGENCY_IS_PARTY
     */
    public void expectCompetent(
            EntityManager em, Caller caller, int tenant, ContractType type, Collection<String> parties) {
        record Post(Agency agency, Optional<String> employer) {}
        var post = Sql.first(
                        em,
                        """
                        select a.*, s.employer_code from agency_staff s join registration_agency a on a.id = s.agency_id
                        where s.account_id = ? and s.tenant = ? and s.left_on is null
                        """,
                        row -> new Post(agency(row, List.of()), row.optionalText("employer_code")),
                        caller.accountId(),
                        tenant)
                .orElseThrow(() -> new ProblemException(Problem.NOT_OF_AN_AGENCY, Map.of()));
        var agency = post.agency();
        switch (agency.standing()) {
            case AUTHORISED -> {}
            case SUSPENDED ->
                throw new ProblemException(
                        Problem.AGENCY_SUSPENDED,
                        Map.of("agency", agency.name(), "reason", String.valueOf(agency.suspensionReason())));
            case NOT_YET, EXPIRED ->
                throw new ProblemException(
                        Problem.AGENCY_NOT_AUTHORISED,
                        Map.of(
                                "agency",
                                agency.name(),
                                "from",
                                agency.validFrom(),
                                "until",
                                agency.validUntil() == null ? "…" : agency.validUntil()));
        }
        if (!agency.types().isEmpty() && !agency.types().contains(type)) {
            throw new ProblemException(Problem.AGENCY_OUT_OF_SCOPE, Map.of("agency", agency.name()));
        }
        if (parties.contains(agency.operatorCode())
                || post.employer().filter(parties::contains).isPresent()) {
            throw new ProblemException(Problem.AGENCY_IS_PARTY, Map.of("agency", agency.name()));
        }
    }

    private interface Step {
        void take(EntityManager em, Agency agency);
    }

    private Agency change(Caller caller, int tenant, UUID id, Optional<Integer> version, String action, Step step) {
        return transactions.within(caller.scope(tenant, Capability.ACCESS_ADMINISTER), em -> {
            // Counted up at once: that locks the row until the change is done.
            Sql.update(em, "update registration_agency set version = version + 1 where id = ?", id);
            var before = found(em, id);
            version.filter(read -> read != before.version() - 1).ifPresent(read -> {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", before.version() - 1));
            });
            step.take(em, before);
            var after = found(em, id);
            journal.append(em, after.tenant(), caller, action, SUBJECT, id.toString(), before, after);
            return after;
        });
    }

    private static void tell(EntityManager em, Agency agency, Text title, Text text) {
        Inbox.deliver(
                em,
                List.of(Message.toHolders(
                        agency.tenant(), Capability.REGISTRATION_DECIDE, "AGENCY", SUBJECT, agency.id(), title, text)));
    }

    private static void refuseTaken(EntityManager em, int tenant, String name, @Nullable UUID own) {
        boolean taken = Sql.first(
                        em,
                        "select id from registration_agency where tenant = ? and name = ?",
                        row -> row.uuid("id"),
                        tenant,
                        name)
                .filter(id -> !id.equals(own))
                .isPresent();
        new FieldChecks()
                .require(!taken, "name", "本区划已有同名登记机构。", "The tenant has an agency of this name.")
                .done();
    }

    private Agency found(EntityManager em, UUID id) {
        var staff = Sql.query(
                em,
                """
                select s.*, a.display_name from agency_staff s join account a on a.id = s.account_id
                where s.agency_id = ? order by s.left_on is not null, s.joined_on, a.username
                """,
                row -> new Agency.Member(
                        row.uuid("account_id"),
                        row.text("display_name"),
                        row.optionalText("employer_code").orElse(null),
                        row.optionalText("certificate_number").orElse(null),
                        row.date("joined_on"),
                        row.optionalDate("left_on").orElse(null)),
                id);
        return found(em, id, staff);
    }

    private Agency found(EntityManager em, UUID id, List<Agency.Member> staff) {
        return Sql.first(em, "select * from registration_agency where id = ?", row -> agency(row, staff), id)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private Agency agency(Row row, List<Agency.Member> staff) {
        var from = row.date("valid_from");
        var until = row.optionalDate("valid_until");
        var suspended = row.optionalDate("suspended_on");
        var today = today();
        var standing = suspended.isPresent()
                ? Agency.Standing.SUSPENDED
                : today.isBefore(from)
                        ? Agency.Standing.NOT_YET
                        : until.filter(today::isAfter).isPresent()
                                ? Agency.Standing.EXPIRED
                                : Agency.Standing.AUTHORISED;
        return new Agency(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("name"),
                row.text("operator_code"),
                row.text("operator_name"),
                row.text("authorised_by"),
                row.text("authorisation_document"),
                row.date("authorised_on"),
                from,
                until.orElse(null),
                row.texts("types").stream().map(ContractType::valueOf).toList(),
                row.optionalText("scope_note").orElse(null),
                row.text("seal"),
                row.optionalText("address").orElse(null),
                row.optionalText("phone").orElse(null),
                standing,
                suspended.orElse(null),
                row.optionalText("suspension_reason").orElse(null),
                row.bool("sample"),
                staff,
                row.integer("version"));
    }

    private static List<String> types(AgencyForm form) {
        return Optional.ofNullable(form.types()).orElse(List.of()).stream()
                .map(ContractType::name)
                .toList();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
