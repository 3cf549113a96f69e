package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.register.RegisterHouse.DAQING;
import static org.longji.register.RegisterHouse.HARBIN;
import static org.longji.register.RegisterHouse.LI;
import static org.longji.register.RegisterHouse.NANGANG;
import static org.longji.register.RegisterHouse.PLUGIN;
import static org.longji.register.RegisterHouse.PROVINCE;
import static org.longji.register.RegisterHouse.ZHANG;
import static org.longji.register.RegisterHouse.course;
import static org.longji.register.RegisterHouse.enrolment;
import static org.longji.register.RegisterHouse.officer;
import static org.longji.register.RegisterHouse.refused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.contract.RecordedContracts;
import org.longji.inbox.ToDo;
import org.longji.job.JobStatus;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.testkit.example.Certificate;
import org.longji.plugin.testkit.example.Course;
import org.longji.pluginhost.PluginFailure;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

@DisplayName("The rows of a plugin's registers")
class RegistersTest {

    @TempDir
    Path directory;

    RegisterHouse house;

    @BeforeEach
    void openHouse() {
        house = new RegisterHouse(directory);
    }

    @Test
    @DisplayName("go from the enrolment to the numbered certificate, each step in the timeline and the journal")
    void wholeWay() {
        var course = house.openCourse("初级班");
        var row = house.issued(course, "张三", ZHANG);
        assertThat(row.state()).isEqualTo("ISSUED");
        assertThat(row.data())
                .containsEntry("number", "SAMPLE-230100-2026-0001")
                .containsEntry("issuedOn", "2026-04-01")
                .containsEntry("firstMark", 80)
                .containsEntry("validUntil", "2029-04-01");
        assertThat(row.labels()).containsEntry(course.toString(), "初级班");
        assertThat(row.derived()).containsEntry("brokered", "0.00");
        assertThat(house.registers.events(house.registrar, HARBIN, PLUGIN, "certificate", row.id()))
                .extracting(RowEvent::step)
                .containsExactly("create", "accept", "mark-first", "mark-second", "issue");
        assertThat(house.issued(course, "李四", LI).data()).containsEntry("number", "SAMPLE-230100-2026-0002");
        var journalled = house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.query(
                        em,
                        "select action || ' ' || after as entry from journal where subject_id = ? order by seq",
                        entry -> entry.text("entry"),
                        row.id().toString()));
        assertThat(journalled).hasSize(5);
        assertThat(journalled.get(4)).startsWith("REGISTER_STEP_TAKEN").contains("\"step\":\"issue\"", "张*");
        assertThat(String.join("\n", journalled)).doesNotContain("张三").doesNotContain(ZHANG);
    }

    @Test
    @DisplayName("are refused with every fault named by its field, in both languages")
    void faultsAreNamed() {
        var wrong = course("初级班");
        wrong.put("level", "EXPERT");
        wrong.put("hours", 0);
        wrong.put("fee", "12.345");
        wrong.put("beginsOn", "2026-02-30");
        wrong.put("modules", List.of(Map.of("name", "  ", "hours", "x")));
        wrong.put("unheardOf", 1);
        var problem = refused(
                Problem.INVALID_FIELDS, () -> house.changes.create(house.registrar, HARBIN, PLUGIN, "course", wrong));
        assertThat(problem.errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactlyInAnyOrder(
                        "level", "hours", "fee", "beginsOn", "modules.0.name", "modules.0.hours", "unheardOf");
        assertThat(problem.errors()).allSatisfy(error -> {
            assertThat(error.message()).isNotBlank();
            assertThat(error.messageEn()).isNotBlank();
        });
        var tooMuch = course("初级班");
        tooMuch.put("hours", 8);
        assertThat(refused(
                                Problem.INVALID_FIELDS,
                                () -> house.changes.create(house.registrar, HARBIN, PLUGIN, "course", tooMuch))
                        .errors())
                .extracting(ProblemException.FieldError::message)
                .singleElement()
                .asString()
                .contains("超过课程学时");
    }

    @Test
    @DisplayName("are not created against the plugin's conditions: the course is closed, the places are taken")
    void conditionsOnCreation() {
        var draft = house.changes.create(house.registrar, HARBIN, PLUGIN, "course", course("草稿班"));
        assertThat(refused(
                                Problem.STEP_NOT_POSSIBLE,
                                () -> house.changes.create(
                                        house.registrar,
                                        HARBIN,
                                        PLUGIN,
                                        "certificate",
                                        enrolment(draft.id(), "张三", ZHANG)))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("COURSE_NOT_OPEN");
        var open = house.openCourse("初级班");
        house.issued(open, "张三", ZHANG);
        house.issued(open, "李四", LI);
        var third = enrolment(open, "王五", "230103199303033456");
        assertThat(refused(
                                Problem.STEP_NOT_POSSIBLE,
                                () -> house.changes.create(house.registrar, HARBIN, PLUGIN, "certificate", third))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("NO_PLACE");
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "course", open, false)
                        .derived())
                .containsEntry("taken", 2L);
    }

    @Test
    @DisplayName("refer to what is there, and say which field does not")
    void references() {
        var problem = refused(
                Problem.INVALID_FIELDS,
                () -> house.changes.create(
                        house.registrar, HARBIN, PLUGIN, "certificate", enrolment(UUID.randomUUID(), "张三", ZHANG)));
        assertThat(problem.errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("course");
        var ofDaqing = house.openCourse(house.ofDaqing, DAQING, "大庆班");
        refused(
                Problem.INVALID_FIELDS,
                () -> house.changes.create(
                        house.registrar, HARBIN, PLUGIN, "certificate", enrolment(ofDaqing, "张三", ZHANG)));
    }

    @Test
    @DisplayName("are unique where the register says so, at the same instant too, and give their place free")
    void uniqueness() throws Exception {
        var course = house.openCourse("初级班");
        assertThat(refused(
                                Problem.ROW_NOT_UNIQUE,
                                () -> house.changes.create(house.registrar, HARBIN, PLUGIN, "course", course("初级班")))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("title");
        house.changes.create(house.ofDaqing, DAQING, PLUGIN, "course", course("初级班"));
        var pool = Executors.newFixedThreadPool(4);
        try {
            var attempts = new ArrayList<Callable<String>>();
            for (int i = 0; i < 4; i++) {
                attempts.add(() -> {
                    try {
                        return house.changes
                                .create(house.registrar, HARBIN, PLUGIN, "certificate", enrolment(course, "张三", ZHANG))
                                .state();
                    } catch (ProblemException e) {
                        return e.problem().name();
                    }
                });
            }
            var outcomes = new ArrayList<String>();
            for (var done : pool.invokeAll(attempts)) {
                outcomes.add(done.get());
            }
            assertThat(outcomes)
                    .containsExactlyInAnyOrder("APPLIED", "ROW_NOT_UNIQUE", "ROW_NOT_UNIQUE", "ROW_NOT_UNIQUE");
        } finally {
            pool.shutdownNow();
        }
        var id = onlyRow("certificate");
        house.take(house.registrar, HARBIN, "certificate", id, "accept", 1, null);
        house.take(house.registrar, HARBIN, "certificate", id, "fail", 2, Map.of("reason", "缺考"));
        assertThat(house.changes
                        .create(house.registrar, HARBIN, PLUGIN, "certificate", enrolment(course, "张三", ZHANG))
                        .state())
                .isEqualTo("APPLIED");
    }

    private UUID onlyRow(String register) {
        return house.registers
                .list(house.registrar, HARBIN, PLUGIN, register, RowFilter.none(), null, 10)
                .page()
                .items()
                .get(0)
                .id();
    }

    @Test
    @DisplayName("move by their roles, versions and states alone, and the second mark needs a second person")
    void stepsAreGuarded() {
        var course = house.openCourse("初级班");
        var id = house.changes
                .create(house.registrar, HARBIN, PLUGIN, "certificate", enrolment(course, "张三", ZHANG))
                .id();
        refused(Problem.NOT_PERMITTED, () -> house.take(house.reviewer, HARBIN, "certificate", id, "accept", 1, null));
        refused(
                Problem.STEP_NOT_POSSIBLE,
                () -> house.take(house.registrar, HARBIN, "certificate", id, "issue", 1, null));
        refused(Problem.STALE_VERSION, () -> house.take(house.registrar, HARBIN, "certificate", id, "accept", 7, null));
        refused(Problem.NOT_FOUND, () -> house.take(house.registrar, HARBIN, "certificate", id, "invent", 1, null));
        house.take(house.registrar, HARBIN, "certificate", id, "accept", 1, null);
        assertThat(refused(
                                Problem.INVALID_FIELDS,
                                () -> house.take(
                                        house.registrar,
                                        HARBIN,
                                        "certificate",
                                        id,
                                        "mark-first",
                                        2,
                                        Map.of("mark", 101)))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("input.mark");
        var marked = house.take(house.registrar, HARBIN, "certificate", id, "mark-first", 2, Map.of("mark", 55));
        assertThat(marked.data()).as("hidden until the second is there").doesNotContainKey("firstMark");
        assertThat(house.registers
                        .events(house.reviewer, HARBIN, PLUGIN, "certificate", id)
                        .get(2)
                        .input())
                .isEmpty();
        refused(
                Problem.ANOTHER_PERSON,
                () -> house.take(house.registrar, HARBIN, "certificate", id, "mark-second", 3, Map.of("mark", 90)));
        assertThat(refused(
                                Problem.STEP_NOT_POSSIBLE,
                                () -> house.take(
                                        house.reviewer,
                                        HARBIN,
                                        "certificate",
                                        id,
                                        "mark-second",
                                        3,
                                        Map.of("mark", 60)))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("BELOW_PASS_MARK");
        var passed = house.take(house.reviewer, HARBIN, "certificate", id, "mark-second", 3, Map.of("mark", 90));
        assertThat(passed.data()).containsEntry("firstMark", 55).containsEntry("secondMark", 90);
        refused(Problem.ANOTHER_PERSON, () -> house.take(house.registrar, HARBIN, "certificate", id, "issue", 4, null));
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "certificate", id, false)
                        .steps())
                .singleElement()
                .satisfies(offer -> {
                    assertThat(offer.id()).isEqualTo("issue");
                    assertThat(offer.obstacles())
                            .extracting(RowDetails.Hindrance::code)
                            .containsExactly("ANOTHER_PERSON");
                });
    }

    @Test
    @DisplayName("say beforehand what stands in the way of a step")
    void offers() {
        var data = course("初级班");
        data.remove("beginsOn");
        var row = house.changes.create(house.registrar, HARBIN, PLUGIN, "course", data);
        assertThat(row.steps()).singleElement().satisfies(offer -> {
            assertThat(offer.id()).isEqualTo("open");
            assertThat(offer.obstacles()).extracting(RowDetails.Hindrance::code).containsExactly("NO_DATE");
        });
        assertThat(row.mayRevise()).isTrue();
        data.put("beginsOn", "2026-06-01");
        var revised = house.changes.revise(house.registrar, HARBIN, PLUGIN, "course", row.id(), 1, data);
        assertThat(revised.steps().get(0).obstacles()).isEmpty();
        house.take(house.registrar, HARBIN, "course", row.id(), "open", 2, null);
        refused(
                Problem.STEP_NOT_POSSIBLE,
                () -> house.changes.revise(house.registrar, HARBIN, PLUGIN, "course", row.id(), 3, data));
    }

    @Test
    @DisplayName("of one tenant are not seen, revised or moved by another")
    void walls() {
        var course = house.openCourse("初级班");
        refused(
                Problem.NOT_FOUND,
                () -> house.registers.details(house.ofDaqing, DAQING, PLUGIN, "course", course, false));
        refused(
                Problem.TENANT_NOT_FOUND,
                () -> house.registers.details(house.ofDaqing, HARBIN, PLUGIN, "course", course, false));
        refused(Problem.NOT_FOUND, () -> house.take(house.ofDaqing, DAQING, "course", course, "close", 2, null));
        refused(
                Problem.NOT_FOUND,
                () -> house.changes.revise(house.ofDaqing, DAQING, PLUGIN, "course", course, 2, course("x")));
        assertThat(house.registers
                        .list(house.ofDaqing, DAQING, PLUGIN, "course", RowFilter.none(), null, 10)
                        .page()
                        .items())
                .isEmpty();
        refused(
                Problem.NOT_PERMITTED,
                () -> house.take(house.ofProvince, PROVINCE, "course", course, "close", 2, null));
        refused(Problem.NOT_PERMITTED, () -> house.data.holdings(house.ofProvince, HARBIN, PLUGIN));
    }

    @Test
    @DisplayName("of a tenant above are inherited: read and referred to below, and nobody's to change there")
    void inheritance() {
        var course = house.openCourse(house.ofProvince, PROVINCE, "全省班");
        var seen = house.registers.details(house.registrar, HARBIN, PLUGIN, "course", course, false);
        assertThat(seen.tenant()).isEqualTo(PROVINCE);
        assertThat(seen.steps()).isEmpty();
        assertThat(seen.mayRevise()).isFalse();
        refused(Problem.NOT_PERMITTED, () -> house.take(house.registrar, HARBIN, "course", course, "close", 2, null));
        assertThat(house.issued(course, "张三", ZHANG).labels()).containsEntry(course.toString(), "全省班");
        var certificate = onlyRow("certificate");
        refused(
                Problem.NOT_FOUND,
                () -> house.registers.details(
                        officer(NANGANG, Role.REGISTRAR, "nangang"),
                        NANGANG,
                        PLUGIN,
                        "certificate",
                        certificate,
                        false));
    }

    @Test
    @DisplayName("show from above no personal value in clear, unless it is asked for and leaves a trace")
    void personalData() {
        var row = house.issued(house.openCourse("初级班"), "张三", ZHANG);
        var masked = house.registers.details(house.ofProvince, PROVINCE, PLUGIN, "certificate", row.id(), false);
        assertThat(masked.masked()).isTrue();
        assertThat(masked.data()).containsEntry("name", "张*").containsEntry("identity", "2301**********1234");
        assertThat(masked.title()).doesNotContain("张三");
        assertThat(traces()).isZero();
        var clear = house.registers.details(house.ofProvince, PROVINCE, PLUGIN, "certificate", row.id(), true);
        assertThat(clear.data()).containsEntry("name", "张三").containsEntry("identity", ZHANG);
        assertThat(traces()).isEqualTo(1);
        assertThat(found(house.ofProvince, PROVINCE, "张三")).isEmpty();
        assertThat(found(house.ofProvince, PROVINCE, "SAMPLE-230100")).hasSize(1);
        assertThat(found(house.registrar, HARBIN, "张三")).hasSize(1);
        assertThat(found(house.registrar, HARBIN, ZHANG)).hasSize(1);
        assertThat(named(house.ofProvince, PROVINCE))
                .as("nobody is found by what may not be shown")
                .isEmpty();
        assertThat(named(house.registrar, HARBIN)).hasSize(1);
        assertThat(named(house.administrator, HARBIN)).hasSize(1);
        assertThat(found(house.administrator, HARBIN, "张三")).hasSize(1);
    }

    private List<RowSummary> named(org.longji.shared.Caller caller, int tenant) {
        return house.registers
                .list(
                        caller,
                        tenant,
                        PLUGIN,
                        "certificate",
                        new RowFilter(List.of(), null, List.of("name:张三")),
                        null,
                        10)
                .page()
                .items();
    }

    private List<RowSummary> found(org.longji.shared.Caller caller, int tenant, String search) {
        return house.registers
                .list(caller, tenant, PLUGIN, "certificate", new RowFilter(List.of(), search, List.of()), null, 10)
                .page()
                .items();
    }

    private long traces() {
        return house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.first(
                                em,
                                "select count(*) as n from journal where action = 'PERSONAL_DATA_READ'",
                                row -> row.bigint("n"))
                        .orElseThrow());
    }

    @Test
    @DisplayName("are an applicant's own: others' are neither seen nor touched, while conditions still count them")
    void applicants() {
        var course = house.openCourse("初级班");
        var own = house.changes.create(house.zhang, HARBIN, PLUGIN, "certificate", enrolment(course, "张三", ZHANG));
        assertThat(own.data()).containsEntry("owner", ZHANG).containsEntry("name", "张三");
        assertThat(found(house.zhang, HARBIN, "张三")).hasSize(1);
        assertThat(own.labels()).containsEntry(course.toString(), "初级班");
        refused(Problem.NOT_A_PARTY, () -> {
            var forOther = enrolment(course, "李四", LI);
            forOther.put("owner", LI);
            house.changes.create(house.zhang, HARBIN, PLUGIN, "certificate", forOther);
        });
        refused(
                Problem.NOT_FOUND,
                () -> house.registers.details(house.li, HARBIN, PLUGIN, "certificate", own.id(), false));
        refused(
                Problem.NOT_FOUND,
                () -> house.changes.revise(
                        house.li, HARBIN, PLUGIN, "certificate", own.id(), 1, enrolment(course, "李四", LI)));
        assertThat(house.registers
                        .list(house.li, HARBIN, PLUGIN, "certificate", RowFilter.none(), null, 10)
                        .page()
                        .items())
                .isEmpty();
        refused(
                Problem.NOT_PERMITTED,
                () -> house.take(house.zhang, HARBIN, "certificate", own.id(), "accept", 1, null));
        assertThat(house.registers
                        .list(house.li, HARBIN, PLUGIN, "course", RowFilter.none(), null, 10)
                        .page()
                        .items())
                .as("an open course is open to all")
                .hasSize(1);
        var draft = house.changes.create(house.registrar, HARBIN, PLUGIN, "course", course("草稿班"));
        refused(
                Problem.NOT_FOUND,
                () -> house.registers.details(house.li, HARBIN, PLUGIN, "course", draft.id(), false));
        house.changes.create(house.li, HARBIN, PLUGIN, "certificate", enrolment(course, "李四", LI));
        assertThat(refused(
                                Problem.STEP_NOT_POSSIBLE,
                                () -> house.changes.create(
                                        RegisterHouse.applicant("wang", "230103199303033456"),
                                        HARBIN,
                                        PLUGIN,
                                        "certificate",
                                        enrolment(course, "王五", "230103199303033456")))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("NO_PLACE");
        refused(
                Problem.NOT_PERMITTED,
                () -> house.registers.figures(house.zhang, HARBIN, PLUGIN, "certificate", null, null));
        house.take(house.registrar, HARBIN, "certificate", own.id(), "accept", 1, null);
        assertThat(house.inbox.notices(house.zhang, PROVINCE, null, 10).items())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.title().zh()).startsWith("受理：结业证书");
                    assertThat(notice.text().zh()).contains("评卷中");
                });
        assertThat(house.inbox.notices(house.li, PROVINCE, null, 10).items()).isEmpty();
    }

    @Test
    @DisplayName("open to all applicants name nobody to them, asked in whatever way")
    void openRows() {
        var lectures = new RegisterHouse(directory, "2026-04-01T02:00:00Z", "hash-4", new Lectures());
        var id = lectures.changes
                .create(lectures.registrar, HARBIN, PLUGIN, "lecture", Map.of("title", "专利导航", "teacher", "王教授"))
                .id();
        for (boolean reveal : List.of(false, true)) {
            var seen = lectures.registers.details(lectures.li, HARBIN, PLUGIN, "lecture", id, reveal);
            assertThat(seen.data()).containsEntry("title", "专利导航").containsEntry("teacher", "王**");
            assertThat(seen.title()).doesNotContain("王教授");
        }
        for (var filter : List.of(
                new RowFilter(List.of(), "王教授", List.of()), new RowFilter(List.of(), null, List.of("teacher:王")))) {
            assertThat(lectures.registers
                            .list(lectures.li, HARBIN, PLUGIN, "lecture", filter, null, 10)
                            .page()
                            .items())
                    .isEmpty();
            assertThat(lectures.registers
                            .list(lectures.registrar, HARBIN, PLUGIN, "lecture", filter, null, 10)
                            .page()
                            .items())
                    .hasSize(1);
        }
        assertThat(lectures.registers.options(
                        lectures.li, HARBIN, PLUGIN, FieldKind.ROW, "lecture", List.of(), null, null))
                .extracting(Registers.Pick::label)
                .containsExactly("专利导航 · 王**");
    }

    @Test
    @DisplayName("are narrowed by state, fields, spans and words, and paged without gaps")
    void listing() {
        for (int i = 0; i < 5; i++) {
            var data = course("班次" + i);
            data.put("hours", 10 * (i + 4));
            data.put("beginsOn", "2026-05-0" + (i + 1));
            house.changes.create(house.registrar, HARBIN, PLUGIN, "course", data);
        }
        assertThat(titles(new RowFilter(List.of(), null, List.of("hours:50..60"))))
                .containsExactly("班次2", "班次1");
        assertThat(titles(new RowFilter(List.of(), null, List.of("beginsOn:2026-05-04.."))))
                .hasSize(2);
        assertThat(titles(new RowFilter(List.of(), null, List.of("level:SENIOR"))))
                .isEmpty();
        assertThat(titles(new RowFilter(List.of("OPEN"), null, List.of()))).isEmpty();
        assertThat(titles(new RowFilter(List.of(), "班次3", List.of()))).containsExactly("班次3");
        refused(Problem.INVALID_FIELDS, () -> titles(new RowFilter(List.of(), null, List.of("title:x"))));
        refused(Problem.INVALID_FIELDS, () -> titles(new RowFilter(List.of(), null, List.of("hours:1 or 1=1"))));
        var paged = new ArrayList<String>();
        String after = null;
        do {
            var page = house.registers
                    .list(house.registrar, HARBIN, PLUGIN, "course", RowFilter.none(), after, 2)
                    .page();
            page.items().forEach(row -> paged.add(row.title()));
            after = page.next().orElse(null);
        } while (after != null);
        assertThat(paged).containsExactlyInAnyOrder("班次0", "班次1", "班次2", "班次3", "班次4");
    }

    private List<String> titles(RowFilter filter) {
        return house.registers.list(house.registrar, HARBIN, PLUGIN, "course", filter, null, 50).page().items().stream()
                .map(RowSummary::title)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    @Test
    @DisplayName("wait in the inbox of the step's roles by working days, and overdue in the administrator's")
    void deadlines() {
        var course = house.openCourse("初级班");
        house.changes.create(house.registrar, HARBIN, PLUGIN, "certificate", enrolment(course, "张三", ZHANG));
        assertThat(waiting(house.registrar))
                .filteredOn(toDo -> toDo.title().zh().startsWith("受理"))
                .singleElement()
                .satisfies(toDo -> {
                    // Wednesday 1 April and five working days, with 清明节 on Monday 6 April.
                    assertThat(toDo.due()).contains(LocalDate.of(2026, 4, 9));
                    assertThat(toDo.urgency()).isEqualTo(ToDo.Urgency.NORMAL);
                });
        assertThat(waiting(house.reviewer)).isEmpty();
        assertThat(house.inbox.waiting(house.zhang, PROVINCE))
                .as("accepting is not an applicant's step")
                .isEmpty();
        assertThat(waiting(house.administrator))
                .as("closing a course is the administrator's too")
                .noneMatch(toDo -> toDo.title().zh().startsWith("受理"));
        house.database.asOwner("update register_row set due_on = '2026-03-31' where register = 'certificate'");
        assertThat(waiting(house.administrator))
                .filteredOn(toDo -> toDo.title().zh().startsWith("受理"))
                .singleElement()
                .satisfies(toDo -> assertThat(toDo.urgency()).isEqualTo(ToDo.Urgency.OVERDUE));
        assertThat(house.inbox.waiting(house.ofProvince, PROVINCE))
                .filteredOn(toDo -> toDo.title().zh().startsWith("受理"))
                .singleElement()
                .satisfies(toDo -> assertThat(toDo.title().zh()).doesNotContain("张三"));
    }

    private List<ToDo> waiting(org.longji.shared.Caller caller) {
        return house.inbox.waiting(caller, HARBIN);
    }

    @Test
    @DisplayName("add up to figures: a person who comes twice counts once, in the period and below")
    void figures() {
        house.issued(house.openCourse("初级班"), "张三", ZHANG);
        house.issued(house.openCourse("中级班"), "张三", ZHANG);
        house.issued(house.openCourse("高级班"), "李四", LI);
        assertThat(figure(house.registrar, HARBIN, "2026-01-01", "2026-12-31")).isEqualByComparingTo("2");
        assertThat(figure(house.ofProvince, PROVINCE, null, null)).isEqualByComparingTo("2");
        assertThat(figure(house.registrar, HARBIN, "2026-04-02", null)).isEqualByComparingTo("0");
        assertThat(figure(house.ofDaqing, DAQING, null, null)).isEqualByComparingTo("0");
        assertThat(house.registers.figures(house.registrar, HARBIN, PLUGIN, "course", null, null))
                .filteredOn(figure -> figure.figure().equals("hours"))
                .singleElement()
                .satisfies(figure -> assertThat(figure.value()).isEqualByComparingTo("120"));
        assertThat(house.registers.figures(house.registrar, HARBIN, PLUGIN, "course", null, null))
                .filteredOn(figure -> "JUNIOR".equals(figure.group()))
                .singleElement()
                .satisfies(figure -> assertThat(figure.value()).isEqualByComparingTo("3"));
    }

    @Test
    @DisplayName("are counted by state, in the words of the states")
    void figuresByState() {
        var course = house.openCourse("初级班");
        house.issued(course, "张三", ZHANG);
        house.changes.create(house.registrar, HARBIN, PLUGIN, "certificate", enrolment(course, "李四", LI));
        assertThat(house.registers.figures(house.registrar, HARBIN, PLUGIN, "certificate", null, null))
                .filteredOn(figure -> figure.figure().equals("rows") && figure.group() != null)
                .extracting(figure -> figure.groupLabel().zh() + figure.value())
                .containsExactly("已报名1", "已发证1");
    }

    @Test
    @DisplayName("credit registered contracts of the tenant and below alone, each once")
    void contracts() {
        var contracts = new RecordedContracts(house.database, 7);
        contracts.record(40, HARBIN, NANGANG, DAQING);
        var registered = contracts.all().stream()
                .filter(one -> one.isRegistered() && one.tenant() != DAQING)
                .limit(2)
                .toList();
        var pending = contracts.all().stream()
                .filter(one -> !one.isRegistered() && one.tenant() != DAQING)
                .findFirst()
                .orElseThrow();
        var data = enrolment(house.openCourse("初级班"), "张三", ZHANG);
        data.put(
                "contracts",
                List.of(
                        registered.get(0).id().toString(),
                        registered.get(0).id().toString(),
                        registered.get(1).id().toString(),
                        pending.id().toString()));
        var row = house.changes.create(house.registrar, HARBIN, PLUGIN, "certificate", data);
        assertThat(new BigDecimal(String.valueOf(row.derived().get("brokered"))))
                .isEqualByComparingTo(registered
                        .get(0)
                        .technologyAmount()
                        .add(registered.get(1).technologyAmount()));
        assertThat(row.labels().get(registered.get(0).id().toString()))
                .contains(registered.get(0).title());
        var foreign = contracts.all().stream()
                .filter(one -> one.tenant() == DAQING)
                .findFirst()
                .orElseThrow();
        data.put("contracts", List.of(foreign.id().toString()));
        data.put("identity", LI);
        assertThat(refused(
                                Problem.INVALID_FIELDS,
                                () -> house.changes.create(house.registrar, HARBIN, PLUGIN, "certificate", data))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("contracts");
    }

    @Test
    @DisplayName(
            "are lent to functions by value, span and state, added up, and from elsewhere only as the public is told")
    void lentRows() {
        var course = house.openCourse("初级班");
        var row = house.issued(course, "张三", ZHANG);
        for (int i = 1; i <= 3; i++) {
            var data = course("班次" + i);
            data.put("hours", 40 + i);
            data.put("beginsOn", "2026-06-0" + i);
            house.changes.create(house.registrar, HARBIN, PLUGIN, "course", data);
        }
        var handle = house.catalogue.get(HARBIN, PLUGIN, "certificate");
        house.transactions.within(TenantScope.subtree(HARBIN), em -> {
            var rows = new HostRows(em, PLUGIN, handle.siblings(), HARBIN, LocalDate.of(2026, 4, 1));
            var drafts = rows.of(Course.class).in("DRAFT");
            assertThat(drafts.count()).isEqualTo(3);
            assertThat(drafts.sum("hours")).isEqualByComparingTo("126");
            assertThat(drafts.between("beginsOn", LocalDate.of(2026, 6, 2), LocalDate.of(2026, 6, 3))
                            .list())
                    .extracting(one -> one.record().title())
                    .containsExactlyInAnyOrder("班次2", "班次3");
            assertThat(drafts.between("hours", 41, 42)
                            .with("level", Course.Level.JUNIOR)
                            .count())
                    .isEqualTo(2);
            assertThat(rows.of(Course.class).with("level", Course.Level.SENIOR).first())
                    .isEmpty();
            var found = rows.find(Certificate.class, new RowRef(row.id())).orElseThrow();
            assertThat(found.state()).isEqualTo("ISSUED");
            assertThat(found.record().name()).isEqualTo("张三");
            assertThat(rows.of(Certificate.class).except(found.ref()).count()).isZero();
            return true;
        });
        house.transactions.within(TenantScope.subtree(DAQING), em -> {
            var rows = new HostRows(em, PLUGIN, handle.siblings(), DAQING, LocalDate.of(2026, 4, 1));
            assertThat(rows.find(Certificate.class, new RowRef(row.id()))).isEmpty();
            assertThat(rows.of(Certificate.class).count()).isZero();
            var told = rows.told(Certificate.class, "SAMPLE-230100-2026-0001").orElseThrow();
            assertThat(told.holds()).isTrue();
            assertThat(told.tenant()).isEqualTo(HARBIN);
            assertThat(told.values()).containsEntry("name", "张*").doesNotContainValue("张三");
            return true;
        });
    }

    private BigDecimal figure(org.longji.shared.Caller caller, int tenant, String from, String until) {
        return house.registers
                .figures(
                        caller,
                        tenant,
                        PLUGIN,
                        "certificate",
                        from == null ? null : LocalDate.parse(from),
                        until == null ? null : LocalDate.parse(until))
                .get(0)
                .value();
    }

    @Test
    @DisplayName("are checked by anybody who holds the number, masked, and told of when they are revoked")
    void publicCheck() {
        var row = house.issued(house.openCourse("初级班"), "张三", ZHANG);
        var number = String.valueOf(row.data().get("number"));
        var told = house.papers.check(PLUGIN, "certificate", number);
        assertThat(told.known()).isTrue();
        assertThat(told.holds()).isTrue();
        assertThat(told.values())
                .extracting(RegisterPapers.Line::value)
                .containsExactly(number, "张*", "初级班", "2026-04-01", "2029-04-01");
        assertThat(house.papers
                        .check(PLUGIN, "certificate", "SAMPLE-230100-2026-9999")
                        .known())
                .isFalse();
        var own =
                "update register_row set public_view = jsonb_set(public_view, '{until}', '\"%s\"') where state = 'ISSUED'";
        house.database.asOwner(own.formatted("2026-04-01"));
        assertThat(house.papers.check(PLUGIN, "certificate", number).holds())
                .as("the last day still counts")
                .isTrue();
        house.database.asOwner(own.formatted("2026-03-31"));
        assertThat(house.papers.check(PLUGIN, "certificate", number).holds()).isFalse();
        house.take(house.administrator, HARBIN, "certificate", row.id(), "revoke", 5, Map.of("reason", "替考"));
        var revoked = house.papers.check(PLUGIN, "certificate", number);
        assertThat(revoked.known()).isTrue();
        assertThat(revoked.holds()).isFalse();
        refused(Problem.NOT_FOUND, () -> house.papers.check(PLUGIN, "course", "x"));
    }

    @Test
    @DisplayName("are printed with what the plugin says, once there is something to print")
    void documents() {
        var course = house.openCourse("初级班");
        var applied = house.changes.create(house.registrar, HARBIN, PLUGIN, "certificate", enrolment(course, "李四", LI));
        assertThat(applied.printable()).isFalse();
        refused(
                Problem.NOT_FOUND,
                () -> house.papers.print(house.registrar, HARBIN, PLUGIN, "certificate", applied.id()));
        var row = house.issued(course, "张三", ZHANG);
        assertThat(row.printable()).isTrue();
        var paper = house.papers.print(house.registrar, HARBIN, PLUGIN, "certificate", row.id());
        assertThat(paper.name()).isEqualTo("certificate-SAMPLE-230100-2026-0001.pdf");
        assertThat(new String(paper.pdf(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    @DisplayName("carry files of the kinds they name, withdrawn but never deleted")
    void filesOfRows() throws IOException {
        var course = house.openCourse("初级班");
        var content = "课程大纲".getBytes(StandardCharsets.UTF_8);
        var file = house.files.add(
                house.registrar,
                HARBIN,
                PLUGIN,
                "course",
                course,
                "PROGRAMME",
                "大纲.txt",
                new ByteArrayInputStream(content),
                content.length);
        refused(
                Problem.INVALID_FIELDS,
                () -> house.files.add(
                        house.registrar,
                        HARBIN,
                        PLUGIN,
                        "course",
                        course,
                        "OTHER",
                        "大纲.txt",
                        new ByteArrayInputStream(content),
                        -1));
        refused(
                Problem.NOT_PERMITTED,
                () -> house.files.add(
                        house.reviewer,
                        HARBIN,
                        PLUGIN,
                        "course",
                        course,
                        "PROGRAMME",
                        "b.txt",
                        new ByteArrayInputStream(content),
                        -1));
        refused(Problem.NOT_FOUND, () -> house.files.open(house.ofDaqing, DAQING, PLUGIN, "course", course, file.id()));
        var out = new ByteArrayOutputStream();
        house.files
                .open(house.reviewer, HARBIN, PLUGIN, "course", course, file.id())
                .content()
                .writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(content);
        house.files.withdraw(house.registrar, HARBIN, PLUGIN, "course", course, file.id());
        assertThat(house.files.list(house.registrar, HARBIN, PLUGIN, "course", course))
                .singleElement()
                .satisfies(one -> assertThat(one.withdrawnAt()).isNotNull());
    }

    @Test
    @DisplayName("of an older version are read as the newest has them, and brought there by the job")
    void migration() {
        var row = house.issued(house.openCourse("初级班"), "张三", ZHANG);
        house.database.asOwner("update register_row set record_version = 1, data = data - 'identity'"
                + " || jsonb_build_object('idCard', data ->> 'identity') where register = 'certificate'");
        assertThat(house.registers
                        .details(house.registrar, HARBIN, PLUGIN, "certificate", row.id(), false)
                        .data())
                .containsEntry("identity", ZHANG)
                .doesNotContainKey("idCard");
        var job = house.data.refresh(house.administrator, HARBIN, PLUGIN);
        assertThat(house.jobs.get(TenantScope.exactly(HARBIN), job.id()).status())
                .isEqualTo(JobStatus.SUCCEEDED);
        assertThat(stored("select record_version || data::text as n from register_row where register = 'certificate'"))
                .startsWith("2")
                .contains("identity")
                .doesNotContain("idCard");
        assertThat(house.registers.events(house.registrar, HARBIN, PLUGIN, "certificate", row.id()))
                .extracting(RowEvent::step)
                .endsWith("migrate");
    }

    @Test
    @DisplayName("that cannot be migrated are handed back, stay as they are, and stop no other")
    void migrationFails() {
        house.issued(house.openCourse("初级班"), "张三", ZHANG);
        house.issued(house.openCourse("中级班"), "李四", LI);
        house.database.asOwner("update register_row set record_version = 1, data = data - 'identity' || case"
                + " when data ->> 'name' = '张三' then '{}'::jsonb else jsonb_build_object('idCard', data ->> 'identity') end"
                + " where register = 'certificate'");
        var job = house.data.refresh(house.administrator, HARBIN, PLUGIN);
        var ended = house.jobs.get(TenantScope.exactly(HARBIN), job.id());
        assertThat(ended.counts()).containsEntry("refreshed", 1L).containsEntry("rejected", 1L);
        assertThat(ended.hasErrors()).isTrue();
        assertThat(
                        stored(
                                "select count(*)::text as n from register_row where record_version = 1 and register = 'certificate'"))
                .isEqualTo("1");
    }

    private String stored(String sql) {
        return house.transactions.within(
                TenantScope.exactly(HARBIN),
                em -> Sql.first(em, sql, row -> row.text("n")).orElseThrow());
    }

    @Test
    @DisplayName("are exported whole and removed when the administrator knows how many there are")
    void exportAndRemoval() throws IOException {
        var course = house.openCourse("初级班");
        house.issued(course, "张三", ZHANG);
        house.openCourse(house.ofDaqing, DAQING, "大庆班");
        var content = "课程大纲".getBytes(StandardCharsets.UTF_8);
        house.files.add(
                house.registrar,
                HARBIN,
                PLUGIN,
                "course",
                course,
                "PROGRAMME",
                "大纲.txt",
                new ByteArrayInputStream(content),
                -1);
        refused(Problem.NOT_PERMITTED, () -> house.data.holdings(house.registrar, HARBIN, PLUGIN));
        assertThat(house.data.holdings(house.administrator, HARBIN, PLUGIN))
                .isEqualTo(new RegisterData.Holdings(PLUGIN, 2, 1, Map.of("certificate", 1L, "course", 1L)));
        var out = new ByteArrayOutputStream();
        house.data.noteExport(house.administrator, HARBIN, PLUGIN);
        house.data.export(HARBIN, PLUGIN, out);
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("certificate.jsonl")) {
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                            .contains(ZHANG, "\"step\" : \"issue\"");
                }
            }
        }
        assertThat(names).contains("certificate.jsonl", "course.jsonl").hasSize(3);
        refused(Problem.ROWS_CHANGED, () -> house.data.remove(house.administrator, HARBIN, PLUGIN, 1));
        house.data.remove(house.administrator, HARBIN, PLUGIN, 2);
        assertThat(house.data.holdings(house.administrator, HARBIN, PLUGIN).rows())
                .isZero();
        assertThat(house.registers
                        .list(house.ofDaqing, DAQING, PLUGIN, "course", RowFilter.none(), null, 10)
                        .page()
                        .items())
                .as("another tenant's rows stay")
                .hasSize(1);
    }

    @Test
    @DisplayName("offer what a reference can point to: own and inherited rows, no sibling's")
    void picks() {
        house.openCourse("初级班");
        house.openCourse(house.ofProvince, PROVINCE, "全省班");
        house.openCourse(house.ofDaqing, DAQING, "大庆班");
        assertThat(house.registers.options(
                        house.registrar, HARBIN, PLUGIN, FieldKind.ROW, "course", List.of(), null, null))
                .extracting(Registers.Pick::label)
                .containsExactlyInAnyOrder("初级班", "全省班");
        assertThat(house.registers.options(house.zhang, HARBIN, PLUGIN, FieldKind.ROW, "course", List.of(), null, "初级"))
                .extracting(Registers.Pick::label)
                .containsExactly("初级班");
        house.issued(onlyOpenCourse(), "张三", ZHANG);
        assertThat(house.registers.options(
                        house.ofProvince, HARBIN, PLUGIN, FieldKind.ROW, "certificate", List.of(), null, null))
                .extracting(Registers.Pick::label)
                .singleElement()
                .asString()
                .startsWith("张*");
        assertThat(house.registers.options(
                        house.ofProvince, HARBIN, PLUGIN, FieldKind.ROW, "certificate", List.of(), null, "张三"))
                .isEmpty();
    }

    private UUID onlyOpenCourse() {
        return house.registers
                .list(
                        house.registrar,
                        HARBIN,
                        PLUGIN,
                        "course",
                        new RowFilter(List.of("OPEN"), "初级班", List.of()),
                        null,
                        1)
                .page()
                .items()
                .get(0)
                .id();
    }

    @Test
    @DisplayName("of a plugin that throws are that plugin's failure, and nothing of them is written")
    void faultyPlugin() {
        var faulty = new RegisterHouse(directory, "2026-04-01T02:00:00Z", "hash-2", new FaultyRegister());
        for (var fault : FaultyRegister.Fault.values()) {
            assertThatThrownBy(() -> faulty.changes.create(
                            faulty.registrar, HARBIN, PLUGIN, "faulty", Map.of("fault", fault.name())))
                    .as("%s", fault)
                    .isInstanceOf(PluginFailure.class);
        }
        assertThat(faulty.registers
                        .list(faulty.registrar, HARBIN, PLUGIN, "faulty", RowFilter.none(), null, 10)
                        .page()
                        .items())
                .isEmpty();
    }

    @Test
    @DisplayName("begin other rows and move them on, all of it or nothing")
    void cascades() {
        var boxes = new RegisterHouse(
                directory, "2026-04-01T02:00:00Z", "hash-3", new Cascades.Boxes(), new Cascades.Things());
        var box = boxes.changes.create(boxes.registrar, HARBIN, PLUGIN, "box", Map.of("name", "甲盒"));
        boxes.take(boxes.registrar, HARBIN, "box", box.id(), "fill", 1, null);
        boxes.take(boxes.registrar, HARBIN, "box", box.id(), "fill", 2, null);
        assertThat(things(boxes)).extracting(RowSummary::state).containsExactly("LOOSE", "LOOSE");
        refused(
                Problem.NOT_PERMITTED,
                () -> boxes.take(
                        boxes.registrar, HARBIN, "thing", things(boxes).get(0).id(), "seal", 1, Map.of("text", "封")));
        boxes.take(boxes.registrar, HARBIN, "box", box.id(), "close", 3, null);
        assertThat(things(boxes)).extracting(RowSummary::state).containsExactly("SEALED", "SEALED");
        var fragile = boxes.changes.create(boxes.registrar, HARBIN, PLUGIN, "box", Map.of("name", "易碎盒"));
        boxes.take(boxes.registrar, HARBIN, "box", fragile.id(), "fill", 1, null);
        assertThat(refused(
                                Problem.STEP_NOT_POSSIBLE,
                                () -> boxes.take(boxes.registrar, HARBIN, "box", fragile.id(), "close", 2, null))
                        .errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("FRAGILE");
        assertThat(boxes.registers
                        .details(boxes.registrar, HARBIN, PLUGIN, "box", fragile.id(), false)
                        .state())
                .isEqualTo("NEW");
    }

    private static List<RowSummary> things(RegisterHouse boxes) {
        return boxes.registers
                .list(boxes.registrar, HARBIN, PLUGIN, "thing", RowFilter.none(), null, 10)
                .page()
                .items();
    }
}
