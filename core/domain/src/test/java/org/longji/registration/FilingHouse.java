package org.longji.registration;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.longji.agency.Agencies;
import org.longji.agency.Agency;
import org.longji.agency.AgencyForm;
import org.longji.agency.MemberForm;
import org.longji.approval.ApprovalSubject;
import org.longji.approval.Approvals;
import org.longji.approval.Chains;
import org.longji.attachment.Attachments;
import org.longji.audit.Journal;
import org.longji.contract.ContractForm;
import org.longji.contract.Contracts;
import org.longji.job.Jobs;
import org.longji.party.OrganizationForm;
import org.longji.party.Organizations;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.pluginhost.PluginHost;
import org.longji.screening.Screenings;
import org.longji.shared.Caller;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TestDatabase;
import org.longji.shared.WorkingDays;

/** A registration office on a real database, with the regimes as shipped, on a day in April 2026. */
final class FilingHouse {

    static final int HARBIN = 230100;
    static final int DAQING = 230600;
    static final String SELLER = "12230103FGF1LYQP3T";
    static final String BUYER = "91230604EWNG4M6U05";
    static final Path SHIPPED = Path.of("../../tenants-config");

    final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    final Journal journal = new Journal();
    final Clock clock;
    final Contracts contracts;
    final ExaminationRecords records;
    final Agencies agencies;
    final Attachments attachments;
    final FilingAttachments files;
    final Screenings screenings;
    final Chains chains;
    final Approvals approvals;
    final Registrations registrations;
    final Caller seller = party("seller", SELLER);
    final Caller buyer = party("buyer", BUYER);
    final Caller registrar = officer(HARBIN, Role.REGISTRAR, "harbin.registrar");
    final Caller admin = officer(HARBIN, Role.ADMINISTRATOR, "harbin.admin");

    FilingHouse(Path data) {
        this(data, "2026-04-01T02:00:00Z");
    }

    FilingHouse(Path data, String now) {
        this(data, now, PluginHost.of(List.of()));
    }

    FilingHouse(Path data, String now, PluginHost plugins) {
        clock = Clock.fixed(Instant.parse(now), ZoneOffset.ofHours(8));
        var transactions = database.transactions();
        contracts = new Contracts(transactions, new Organizations(transactions, journal), journal, clock);
        agencies = new Agencies(transactions, journal, clock);
        records = new ExaminationRecords(agencies, new WorkingDays(), clock);
        attachments = new Attachments(transactions, data.toString(), 2, 4, 10);
        files = new FilingAttachments(transactions, attachments, records, journal);
        screenings =
                new Screenings(transactions, plugins, Jobs.of(transactions, Runnable::run, List.of()), journal, clock);
        chains = new Chains(transactions, journal, clock);
        var subjects = new ArrayList<ApprovalSubject>();
        approvals = new Approvals(transactions, subjects, chains, journal, new WorkingDays(), clock);
        registrations = new Registrations(
                contracts,
                records,
                attachments,
                new ForeignParties(transactions, screenings),
                new DecisionApprovals(chains, approvals),
                transactions,
                journal);
        subjects.add(new ApprovedDecisions(registrations));
        new RegimeLoader(transactions, Optional.empty()).load(SHIPPED);
    }

    /** The agency of Harbin, with the registrar in it: who accepts anything needs one. */
    Agency agency() {
        account(registrar);
        var form = new AgencyForm(
                "甲",
                "12230100DEM0REG01Y",
                "示例登记处",
                "示例",
                "示例",
                LocalDate.of(2020, 1, 1),
                LocalDate.of(2020, 1, 1),
                null,
                null,
                null,
                "示例章",
                null,
                null);
        var agency = agencies.authorise(admin, HARBIN, form);
        agencies.join(admin, HARBIN, agency.id(), new MemberForm(registrar.accountId(), null, null));
        return agency;
    }

    /** Keeps an account with its roles. */
    Caller account(Caller caller) {
        var id = caller.accountId();
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash) values ('"
                        + id
                        + "', " + caller.tenant() + ", '" + caller.username() + "', '" + caller.displayName()
                        + "', '" + caller.displayNameEn() + "', 'x')");
        caller.roles()
                .forEach(grant -> database.asOwner("insert into role_grant (account_id, tenant, role) values ('" + id
                        + "', " + grant.tenant() + ", '" + grant.role() + "')"));
        return caller;
    }

    static Caller officer(int tenant, Role role, String name) {
        return new Caller(
                UUID.randomUUID(), name, name, name, tenant, Optional.empty(), List.of(new RoleGrant(tenant, role)));
    }

    static Caller party(String name, String code) {
        return new Caller(
                UUID.randomUUID(),
                name,
                name,
                name,
                230000,
                Optional.of(code),
                List.of(new RoleGrant(230000, Role.APPLICANT)));
    }

    /** A commissioned development between seller and buyer, with what is said differently. */
    static ContractForm form(String title, String... different) {
        var form = Json.readMap(Json.write(plain(title)));
        for (int i = 0; i < different.length; i += 2) {
            form.put(different[i], different[i + 1]);
        }
        return Json.read(Json.write(form), ContractForm.class);
    }

    private static java.util.Map<String, Object> plain(String title) {
        var form = new java.util.LinkedHashMap<String, Object>();
        form.put("title", title);
        form.put("type", ContractType.DEVELOPMENT);
        form.put("subtype", "11");
        form.put("signedOn", LocalDate.of(2026, 3, 20));
        form.put("provider", OrganizationForm.of(SELLER, "松江大学", PartyKind.UNIVERSITY, 230103));
        form.put("recipient", OrganizationForm.of(BUYER, "北辰装备", PartyKind.ENTERPRISE, 230604));
        form.put("contractAmount", Money.of("1000000.00"));
        form.put("declaredTechnologyAmount", Money.of("800000.00"));
        return form;
    }

    UUID draft(String title) {
        return contracts.draft(seller, HARBIN, form(title)).id();
    }

    static void refused(Problem problem, ThrowingCallable action) {
        Assertions.assertThatThrownBy(action)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }
}
