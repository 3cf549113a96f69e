package org.longji.register;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.longji.approval.ApprovalSubject;
import org.longji.approval.Approvals;
import org.longji.approval.Chains;
import org.longji.attachment.Attachments;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.job.Jobs;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.testkit.example.Certificates;
import org.longji.plugin.testkit.example.Courses;
import org.longji.plugin.testkit.example.ListedNames;
import org.longji.plugin.testkit.example.OpenCourses;
import org.longji.plugin.testkit.example.TrainingSettings;
import org.longji.pluginhost.EndpointHandle;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.RegisterHandle;
import org.longji.pluginhost.ScreeningHandle;
import org.longji.pluginhost.SettingsHandle;
import org.longji.screening.Screenings;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;
import org.longji.shared.WorkingDays;

/** The registers of the kit's example on a real database, on a Wednesday in April 2026. */
final class RegisterHouse {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int NANGANG = 230103;
    static final int DAQING = 230600;
    static final String PLUGIN = "example";
    static final String ZHANG = "230103199001011234";
    static final String LI = "230103199202022345";

    final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, NANGANG, DAQING);
    final Transactions transactions = database.transactions();
    final Journal journal = new Journal();
    final Clock clock;
    final RegisterCatalogue catalogue;
    final RowWriter writer;
    final Registers registers;
    final Screenings screenings;
    final RowChanges changes;
    final Approvals approvals;
    final RegisterFiles files;
    final RegisterPapers papers;
    final PluginEndpoints endpoints;
    final RegisterData data;
    final RowIntake intake;
    final RegisterRefreshWork refresh;
    final Jobs jobs;
    final Inbox inbox;

    final Caller registrar = officer(HARBIN, Role.REGISTRAR, "registrar");
    final Caller registrar2 = officer(HARBIN, Role.REGISTRAR, "registrar2");
    final Caller reviewer = officer(HARBIN, Role.REVIEWER, "reviewer");
    final Caller administrator = officer(HARBIN, Role.ADMINISTRATOR, "admin");
    final Caller ofDaqing = officer(DAQING, Role.REGISTRAR, "daqing");
    final Caller ofProvince = officer(PROVINCE, Role.ADMINISTRATOR, "province");
    final Caller zhang = applicant("zhang", ZHANG);
    final Caller li = applicant("li", LI);

    RegisterHouse(Path directory) {
        this(directory, "2026-04-01T02:00:00Z", "hash-1", new Courses(), new Certificates());
    }

    RegisterHouse(Path directory, String now, String hash, Register<?>... registersOfPlugin) {
        clock = Clock.fixed(Instant.parse(now), ZoneOffset.ofHours(8));
        var host = host(hash, registersOfPlugin);
        catalogue = new RegisterCatalogue(host);
        screenings =
                new Screenings(transactions, host, Jobs.of(transactions, Runnable::run, List.of()), journal, clock);
        endpoints = new PluginEndpoints(transactions, catalogue, clock);
        writer = new RowWriter(journal, new WorkingDays(), clock);
        registers = new Registers(transactions, catalogue, writer, journal);
        var subjects = new ArrayList<ApprovalSubject>();
        approvals = new Approvals(
                transactions, subjects, new Chains(transactions, journal, clock), journal, new WorkingDays(), clock);
        changes = new RowChanges(transactions, catalogue, writer, registers, new StepApprovals(approvals), screenings);
        subjects.add(new ApprovedSteps(changes));
        files = new RegisterFiles(
                transactions, catalogue, new Attachments(transactions, directory.toString(), 2, 4, 10), journal);
        papers = new RegisterPapers(transactions, catalogue, writer, journal, Optional.of("https://example.test/"));
        intake = new RowIntake(catalogue, changes, writer, journal);
        refresh = new RegisterRefreshWork(transactions, catalogue, writer);
        jobs = Jobs.of(transactions, Runnable::run, List.of(refresh));
        data = new RegisterData(transactions, files, jobs, journal);
        inbox = new Inbox(transactions, List.of(new RegisterToDos(catalogue, new WorkingDays(), clock)));
    }

    private static PluginHost host(String hash, Register<?>... registersOfPlugin) {
        var plugin = new PluginIdentity(PLUGIN, "1.0", hash);
        return PluginHost.of(
                plugin,
                Extensions.NONE
                        .registers(List.of(registersOfPlugin).stream()
                                .map(one -> new RegisterHandle(PLUGIN, "1.0", hash, one))
                                .toList())
                        .settings(Optional.of(new SettingsHandle(PLUGIN, "1.0", hash, new TrainingSettings())))
                        .endpoints(List.of(new EndpointHandle(PLUGIN, "1.0", hash, new OpenCourses())))
                        .screenings(List.of(new ScreeningHandle(PLUGIN, "1.0", hash, new ListedNames()))));
    }

    static Caller officer(int tenant, Role role, String name) {
        return new Caller(
                UUID.nameUUIDFromBytes((name + tenant).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                name,
                name,
                tenant,
                Optional.empty(),
                List.of(new RoleGrant(tenant, role)));
    }

    static Caller applicant(String name, String party) {
        return new Caller(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                name,
                name,
                PROVINCE,
                Optional.of(party),
                List.of(new RoleGrant(PROVINCE, Role.APPLICANT)));
    }

    static Map<String, Object> course(String title) {
        var data = new LinkedHashMap<String, Object>();
        data.put("title", title);
        data.put("level", "JUNIOR");
        data.put("hours", 40);
        data.put("beginsOn", "2026-05-06");
        data.put("places", 2);
        data.put("modules", List.of(Map.of("name", "公共知识", "hours", 16)));
        return data;
    }

    static Map<String, Object> enrolment(UUID course, String name, String identity) {
        var data = new LinkedHashMap<String, Object>();
        data.put("name", name);
        data.put("identity", identity);
        data.put("course", course.toString());
        return data;
    }

    /** A course of Harbin that is open. */
    UUID openCourse(String title) {
        return openCourse(registrar, HARBIN, title);
    }

    UUID openCourse(Caller by, int tenant, String title) {
        var row = changes.create(by, tenant, PLUGIN, "course", course(title));
        return take(by, tenant, "course", row.id(), "open", 1, null).id();
    }

    RowDetails take(
            Caller by, int tenant, String register, UUID id, String step, int version, Map<String, Object> input) {
        return changes.take(by, tenant, PLUGIN, register, id, step, version, new RowChanges.StepForm(input, null));
    }

    /** A certificate that was issued to somebody who took an open course. */
    RowDetails issued(UUID course, String name, String identity) {
        var id = changes.create(registrar, HARBIN, PLUGIN, "certificate", enrolment(course, name, identity))
                .id();
        take(registrar, HARBIN, "certificate", id, "accept", 1, null);
        take(registrar, HARBIN, "certificate", id, "mark-first", 2, Map.of("mark", 80));
        take(reviewer, HARBIN, "certificate", id, "mark-second", 3, Map.of("mark", 70));
        return take(registrar2, HARBIN, "certificate", id, "issue", 4, null);
    }

    static ProblemException refused(Problem problem, ThrowingCallable action) {
        var thrown = Assertions.catchThrowable(action);
        Assertions.assertThat(thrown)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
        return (ProblemException) thrown;
    }
}
