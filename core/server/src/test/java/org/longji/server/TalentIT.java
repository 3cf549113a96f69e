package org.longji.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.server.Api.HARBIN;
import static org.longji.server.Api.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.longji.shared.Clocks;

@ExtendWith(LongjiServer.class)
@DisplayName("Training of talent, from the scheme to the list of people, on the plugin API alone")
class TalentIT {

    private static final AtomicInteger PEOPLE = new AtomicInteger(100);
    /** Nobody is at two sessions at one time: every class has days of its own. */
    private static final AtomicInteger DAYS = new AtomicInteger();

    private static final LocalDate TODAY = LocalDate.now(Clocks.CHINA);
    private static final LocalDate BEGIN = TODAY.minusDays(15);
    private static final LocalDate EXAM = TODAY.minusDays(5);

    private LongjiServer.Running longji;
    private Api registrar;
    private Api registrar2;
    private Api reviewer;
    private Api admin;
    private Api ofProvince;
    private Api seller;

    @BeforeEach
    void arrive(LongjiServer.Running running) {
        longji = running;
        registrar = Api.as(running, "harbin.registrar");
        registrar2 = Api.as(running, "harbin.registrar2");
        reviewer = Api.as(running, "harbin.reviewer");
        admin = Api.as(running, "harbin.admin");
        ofProvince = Api.as(running, "province.admin");
        seller = Api.as(running, "applicant.seller");
    }

    private static String rows(int tenant, String register, String rest) {
        return Api.tenant(tenant, "registers/talent-training/" + register + "/rows" + rest);
    }

    private static Api.Reply create(Api by, int tenant, String register, Map<String, ?> data) {
        return by.post(rows(tenant, register, ""), Map.of("data", data));
    }

    private static JsonNode created(Api by, String register, Map<String, ?> data) {
        return create(by, HARBIN, register, data).expect(201);
    }

    private static Api.Reply step(
            Api by, int tenant, String register, JsonNode row, String step, Map<String, ?> input) {
        return by.post(
                rows(tenant, register, "/" + id(row) + "/steps/" + step),
                Map.of("input", input),
                "If-Match",
                "\"" + row.path("version").asInt() + "\"");
    }

    private static JsonNode taken(Api by, String register, JsonNode row, String step, Map<String, ?> input) {
        return step(by, HARBIN, register, row, step, input).expect(200);
    }

    private static JsonNode again(Api by, String register, JsonNode row) {
        return by.read(rows(HARBIN, register, "/" + id(row)));
    }

    private static JsonNode found(Api by, String register, String filter) {
        var items = by.read(rows(HARBIN, register, "?filter=" + filter)).path("items");
        assertThat(items).as(filter).hasSize(1);
        return again(by, register, items.get(0));
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    private static List<String> reasons(Api.Reply refused) {
        return refused.problem(409, "STEP_NOT_POSSIBLE").path("errors").findValuesAsText("field");
    }

    /** A number with the right check digit that is nobody's. */
    private static String identity() {
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        var body = "23010319910101" + PEOPLE.incrementAndGet();
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    /** The sample that the form offers, made a scheme of few hours. */
    private ObjectNode sample(String code, String level) {
        var described = ofProvince.read(Api.tenant(PROVINCE, "registers/talent-training/scheme"));
        ObjectNode data = described.path("samples").get(0).path("data").deepCopy();
        data.put("code", code).put("name", "技术经纪人" + code + "（示例）").put("level", level);
        data.path("modules").forEach(module -> ((ObjectNode) module).put("leastHours", "4"));
        return data;
    }

    private static Map<String, Object> plain(JsonNode data) {
        return Api.JSON.convertValue(data, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    private JsonNode schemeInForce(String code, String level) {
        var scheme = create(ofProvince, PROVINCE, "scheme", plain(sample(code, level)))
                .expect(201);
        var second = Api.as(longji, "province.admin2");
        assertThat(reasons(step(second, PROVINCE, "scheme", scheme, "enact", Map.of())))
                .containsExactly("NOT_VERIFIED");
        var verified = sample(code, level).put("standing", "VERIFIED").put("basis", "示例依据文件");
        scheme = ofProvince
                .put(
                        rows(PROVINCE, "scheme", "/" + id(scheme)),
                        Map.of("data", plain(verified)),
                        "If-Match",
                        "\"" + scheme.path("version").asInt() + "\"")
                .expect(200);
        step(ofProvince, PROVINCE, "scheme", scheme, "enact", Map.of()).problem(403, "ANOTHER_PERSON");
        return step(second, PROVINCE, "scheme", scheme, "enact", Map.of()).expect(200);
    }

    private JsonNode recognisedBase(String name, String code) {
        var base = created(
                registrar,
                "base",
                Map.of(
                        "name",
                        name,
                        "code",
                        code,
                        "rank",
                        "MUNICIPAL",
                        "party",
                        "12230103FGF1LYQP3T",
                        "qualified",
                        true,
                        "professions",
                        List.of("BROKER"),
                        "place",
                        "哈尔滨市南岗区（示例）",
                        "places",
                        40));
        step(registrar, HARBIN, "base", base, "recognise", Map.of()).problem(403, "NOT_PERMITTED");
        return taken(reviewer, "base", base, "recognise", Map.of());
    }

    private JsonNode teacher(String name) {
        var teacher = created(
                registrar,
                "teacher",
                Map.of("name", name, "organisation", "哈尔滨松江大学（演示）", "title", "教授", "field", "技术转移实务"));
        return taken(reviewer, "teacher", teacher, "appoint", Map.of());
    }

    private JsonNode course(JsonNode scheme, String code, String module) {
        var course = created(
                registrar,
                "course",
                Map.of(
                        "title",
                        "课程" + code + "（示例）",
                        "code",
                        code,
                        "edition",
                        "2026",
                        "scheme",
                        id(scheme),
                        "module",
                        module,
                        "hours",
                        "4"));
        return taken(registrar, "course", course, "offer", Map.of());
    }

    private JsonNode openClass(String title, JsonNode scheme, JsonNode base) {
        return openClass(title, scheme, base, TODAY.minusDays(8), EXAM);
    }

    private JsonNode openClass(String title, JsonNode scheme, JsonNode base, LocalDate ends, LocalDate exam) {
        var one = created(
                registrar,
                "training-class",
                Map.of(
                        "title",
                        title,
                        "scheme",
                        id(scheme),
                        "base",
                        id(base),
                        "enrolFrom",
                        BEGIN.minusDays(15).toString(),
                        "enrolUntil",
                        TODAY.toString(),
                        "beginsOn",
                        BEGIN.toString(),
                        "endsOn",
                        ends.toString(),
                        "examOn",
                        exam.toString(),
                        "places",
                        2));
        return taken(registrar, "training-class", one, "open", Map.of());
    }

    private static Map<String, Object> applying(JsonNode into, String name, String identity) {
        return new HashMap<>(Map.of(
                "trainingClass",
                id(into),
                "name",
                name,
                "identity",
                identity,
                "education",
                "BACHELOR",
                "yearsOfWork",
                3,
                "employer",
                "哈尔滨松江大学（演示）",
                "enrolledOn",
                BEGIN.minusDays(1).toString()));
    }

    private JsonNode session(JsonNode into, JsonNode course, JsonNode teacher, LocalDateTime from) {
        return created(
                registrar,
                "session",
                Map.of(
                        "trainingClass",
                        id(into),
                        "course",
                        id(course),
                        "teacher",
                        id(teacher),
                        "startsAt",
                        from.toString(),
                        "endsAt",
                        from.plusHours(3).toString(),
                        "way",
                        "ON_SITE",
                        "room",
                        "一号教室（示例）"));
    }

    private void held(JsonNode session, JsonNode enrolment) {
        var from = LocalDateTime.parse(session.path("data").path("startsAt").asText());
        var rolled = taken(
                registrar,
                "session",
                session,
                "roll-call",
                Map.of(
                        "present",
                        List.of(id(enrolment)),
                        "at",
                        from.minusMinutes(5).toString()));
        step(
                        registrar,
                        HARBIN,
                        "session",
                        rolled,
                        "roll-call",
                        Map.of("present", List.of(id(enrolment)), "at", from.toString()))
                .problem(409, "ROW_NOT_UNIQUE");
        assertThat(reasons(step(registrar, HARBIN, "session", rolled, "confirm", Map.of())))
                .contains("STILL_SIGNED_IN");
        rolled = taken(
                registrar,
                "session",
                rolled,
                "sign-out",
                Map.of("at", from.plusMinutes(190).toString()));
        taken(registrar, "session", rolled, "confirm", Map.of());
    }

    /** Hands the paper in and has it marked; a third expert marks where two differ too much. */
    private JsonNode marked(JsonNode paper, String first, String second, String... third) {
        var handedIn = taken(registrar, "answer-paper", paper, "hand-in", Map.of());
        var expert1 = Api.as(longji, "province.expert1");
        var expert2 = Api.as(longji, "province.expert2");
        var marking = found(
                expert1, "marking", "code:" + paper.path("data").path("code").asText());
        marking = taken(expert1, "marking", marking, "mark-first", Map.of("mark", first));
        step(expert1, HARBIN, "marking", marking, "mark-second", Map.of("mark", second))
                .problem(403, "ANOTHER_PERSON");
        for (var who : List.of(expert1, expert2, registrar)) {
            var seen = again(who, "marking", marking);
            assertThat(seen.path("data").has("first")).isFalse();
            assertThat(seen.toString() + who.read(rows(HARBIN, "marking", "/" + id(marking) + "/events")))
                    .doesNotContain(paper.path("labels")
                            .path(paper.path("data").path("enrolment").asText())
                            .asText("nobody"));
        }
        marking = taken(expert2, "marking", marking, "mark-second", Map.of("mark", second));
        if (third.length > 0) {
            assertThat(marking.path("state").asText()).isEqualTo("THIRD_MARKING");
            assertThat(marking.path("data").has("second")).isFalse();
            marking = taken(
                    Api.as(longji, "province.expert3"), "marking", marking, "mark-third", Map.of("mark", third[0]));
        }
        assertThat(marking.path("state").asText()).isEqualTo("SETTLED");
        assertThat(marking.path("data").path("first").asText()).isEqualTo(first);
        return again(registrar, "answer-paper", handedIn);
    }

    /** Everything that one person needs for a certificate, up to its issue. */
    private JsonNode certified(
            JsonNode scheme, JsonNode base, JsonNode teacher, String title, String name, String identity) {
        var first = BEGIN.plusDays(DAYS.getAndAdd(2));
        var into = openClass(title, scheme, base);
        var enrolment = created(registrar, "enrolment", applying(into, name, identity));
        step(registrar, HARBIN, "enrolment", enrolment, "admit", Map.of()).problem(403, "ANOTHER_PERSON");
        enrolment = taken(registrar2, "enrolment", enrolment, "admit", Map.of());
        into = taken(registrar, "training-class", into, "start", Map.of());
        var code = scheme.path("data").path("code").asText();
        held(session(into, course(scheme, code + "-A", "A"), teacher, first.atTime(9, 0)), enrolment);
        assertThat(reasons(step(
                        reviewer, HARBIN, "enrolment", again(reviewer, "enrolment", enrolment), "complete", Map.of())))
                .containsOnly("HOURS_MISSING", "NO_MARK");
        held(session(into, course(scheme, code + "-B", "B"), teacher, first.atTime(13, 0)), enrolment);
        held(
                session(
                        into,
                        course(scheme, code + "-C", "C"),
                        teacher,
                        first.plusDays(1).atTime(9, 0)),
                enrolment);
        for (var paper : List.of("P1", "P2")) {
            into = taken(
                    registrar, "training-class", into, "examine", Map.of("paper", paper, "heldOn", EXAM.toString()));
        }
        assertThat(reasons(step(
                        registrar,
                        HARBIN,
                        "training-class",
                        into,
                        "examine",
                        Map.of("paper", "P1", "heldOn", EXAM.toString()))))
                .containsExactly("NOBODY_TO_SIT");
        var marks = new HashMap<String, String>();
        for (var paper : registrar.all(rows(HARBIN, "answer-paper", "?filter=enrolment:" + id(enrolment)))) {
            var one = again(registrar, "answer-paper", paper);
            var which = one.path("data").path("paper").asText();
            var done = which.equals("P1") ? marked(one, "71.5", "78") : marked(one, "60", "80.5", "78");
            marks.put(which, done.path("data").path("mark").asText());
        }
        // (71.5 + 78) / 2, and the mean of the third mark with the nearer one.
        assertThat(marks).isEqualTo(Map.of("P1", "74.75", "P2", "79.25"));
        enrolment = taken(reviewer, "enrolment", again(reviewer, "enrolment", enrolment), "complete", Map.of());
        assertThat(enrolment.path("data").path("total").asText()).isEqualTo("77.45");
        assertThat(enrolment.path("derived").path("hours").path("zh").asText()).contains("公共知识 4.0／4 学时");
        return found(admin, "certificate", "enrolment:" + id(enrolment));
    }

    /** A trainee signs in and out of a lesson that lasts the whole of today. */
    private void signsAlone(JsonNode enrolment, JsonNode into, JsonNode scheme) {
        taken(registrar, "training-class", into, "start", Map.of());
        var lesson = created(
                registrar,
                "session",
                Map.of(
                        "trainingClass",
                        id(into),
                        "course",
                        id(course(scheme, "ALONE", "D")),
                        "teacher",
                        id(teacher("示例教师四")),
                        "startsAt",
                        TODAY.atStartOfDay().toString(),
                        "endsAt",
                        TODAY.atTime(23, 59).toString(),
                        "way",
                        "ON_LINE"));
        var signing = Map.of("session", id(lesson), "enrolment", id(enrolment));
        create(Api.as(longji, "applicant.buyer"), HARBIN, "attendance", signing).problem(409, "STEP_NOT_POSSIBLE");
        var signed = created(seller, "attendance", signing);
        assertThat(signed.path("data").path("signedInAt").asText()).startsWith(TODAY.toString());
        var left = taken(
                seller,
                "attendance",
                signed,
                "sign-out",
                Map.of("at", TODAY.atStartOfDay().toString()));
        assertThat(left.path("data").path("signedOutAt").asText())
                .as("a trainee's sign-out is now, whatever time is given")
                .isGreaterThanOrEqualTo(signed.path("data").path("signedInAt").asText());
        step(seller, HARBIN, "attendance", left, "confirm", Map.of()).problem(403, "NOT_PERMITTED");
    }

    /** Brokers trained in the province, computed now. */
    private int brokersTrained() {
        ofProvince.succeeded(
                ofProvince.post(Api.tenant(PROVINCE, "indicators"), Map.of()).expect(202));
        var story = ofProvince.read(Api.tenant(PROVINCE, "indicators/talent-training/brokers-trained"));
        assertThat(story.path("entry").path("target").path("value").asText()).isEqualTo("600");
        assertThat(story.path("below")).hasSize(13);
        return story.path("entry").path("latest").path("value").asInt();
    }

    @Test
    @DisplayName(
            "scheme, base, class, enrolment, attendance, blind marking, certificate, list, figure and revocation over HTTP")
    void overHttp() throws Exception {
        var scheme = schemeInForce("TALENT-HTTP", "JUNIOR");
        var base = recognisedBase("接口示例基地", "07");
        var teacher = teacher("示例教师一");
        var waiting = openClass("接口示例班（报名）", scheme, base, TODAY, TODAY.plusDays(3));

        var poor = applying(waiting, "周九", "230103199101011019");
        poor.put("education", "SECONDARY");
        poor.put("yearsOfWork", 0);
        poor.put("enrolledOn", BEGIN.minusDays(40).toString());
        var refused = create(registrar, HARBIN, "enrolment", poor);
        assertThat(reasons(refused)).containsExactly("IDENTITY_CHECK", "OUTSIDE_ENROLMENT", "EDUCATION_OR_WORK");
        assertThat(refused.body().path("detail").asText()).contains("相关工作不满 1 年");
        assertThat(reasons(create(seller, HARBIN, "enrolment", applying(waiting, "吴十", identity()))))
                .containsExactly("NOT_TODAY");
        var alone = applying(waiting, "吴十", identity());
        alone.remove("enrolledOn");
        var own = created(seller, "enrolment", alone);
        assertThat(own.path("data").path("enrolledOn").asText()).isEqualTo(TODAY.toString());
        Api.as(longji, "applicant.buyer")
                .get(rows(HARBIN, "enrolment", "/" + id(own)))
                .problem(404, "NOT_FOUND");
        Api.as(longji, "province.expert1")
                .get(rows(HARBIN, "enrolment", "/" + id(own)))
                .problem(403, "NOT_PERMITTED");

        signsAlone(taken(registrar2, "enrolment", own, "admit", Map.of()), waiting, scheme);

        var before = brokersTrained();
        var identity = identity();
        var prepared = certified(scheme, base, teacher, "接口示例班", "郑十一", identity);
        step(reviewer, HARBIN, "certificate", prepared, "issue", Map.of()).problem(403, "NOT_PERMITTED");
        var certificate = taken(admin, "certificate", prepared, "issue", Map.of());
        var number = certificate.path("data").path("number").asText();
        assertThat(number).matches("HLJ-TT-11-" + TODAY.getYear() + "-230100-07-\\d{5}[0-9X]");

        var path = rows(HARBIN, "certificate", "/" + id(certificate) + "/document");
        var pdf = Pdf.of(registrar, path);
        assertThat(Pdf.text(pdf)).contains("技术经纪人培训证书", number, "郑十一");
        var link = Pdf.scanned(pdf);
        assertThat(link.getPath()).isEqualTo("/check/talent-training/certificate/" + number);
        var anybody = new Api(longji.anonymous());
        var told = anybody.read("/api/v1/public/registers/talent-training/certificate/" + number);
        assertThat(told.path("holds").asBoolean()).isTrue();
        assertThat(told.toString()).contains("郑**", "初级").doesNotContain("郑十一", identity);

        var listed = found(registrar, "professional", "certificate:" + id(certificate));
        assertThat(listed.path("data").path("level").asText()).isEqualTo("JUNIOR");
        var contract = registrar
                .read(Api.tenant(HARBIN, "registers/talent-training/options?kind=CONTRACT"))
                .path("items")
                .get(0)
                .path("value")
                .asText();
        var credit = created(
                registrar,
                "credit",
                Map.of("professional", id(listed), "contract", contract, "part", "LED", "share", 60));
        step(registrar, HARBIN, "credit", credit, "confirm", Map.of()).problem(403, "NOT_PERMITTED");
        taken(reviewer, "credit", credit, "confirm", Map.of());
        var learning = created(
                registrar,
                "learning",
                Map.of(
                        "professional",
                        id(listed),
                        "title",
                        "技术合同认定登记（示例）",
                        "subject",
                        "PROFESSIONAL",
                        "hours",
                        "24",
                        "day",
                        TODAY.toString(),
                        "provider",
                        "接口示例基地"));
        taken(reviewer, "learning", learning, "confirm", Map.of());
        assertThat(Pdf.text(Pdf.of(registrar, rows(HARBIN, "professional", "/" + id(listed) + "/document")))
                        // Long lines are broken where the column ends.
                        .replace("\n", ""))
                .contains("业绩档案", number, "（60%）", "24 学时");

        // The same person once more, at a higher level: one person trained, two certificates.
        var higher = schemeInForce("TALENT-HIGHER", "INTERMEDIATE");
        var second = taken(
                admin, "certificate", certified(higher, base, teacher, "接口示例提高班", "郑十一", identity), "issue", Map.of());
        assertThat(brokersTrained()).isEqualTo(before + 1);
        assertThat(again(registrar, "professional", listed)
                        .path("data")
                        .path("level")
                        .asText())
                .isEqualTo("INTERMEDIATE");

        step(admin, HARBIN, "certificate", second, "revoke", Map.of("reason", "示例：成绩核查不实"))
                .expect(200);
        assertThat(again(registrar, "professional", listed)
                        .path("data")
                        .path("level")
                        .asText())
                .isEqualTo("JUNIOR");
        assertThat(brokersTrained()).isEqualTo(before + 1);
        step(admin, HARBIN, "certificate", again(admin, "certificate", certificate), "revoke", Map.of("reason", "示例"))
                .expect(200);
        told = anybody.read("/api/v1/public/registers/talent-training/certificate/" + number);
        assertThat(told.path("holds").asBoolean()).isFalse();
        assertThat(Pdf.text(Pdf.of(registrar, path))).contains("已撤销");
        assertThat(again(registrar, "professional", listed).path("state").asText())
                .isEqualTo("STRUCK");
        assertThat(brokersTrained()).isEqualTo(before);
    }

    @Test
    @DisplayName("officers and trainees find their way in the console, in Chinese")
    void console() {
        var barriers = new ArrayList<Object>();
        try (var browser = new Browser(longji.base())) {
            var page = browser.signedIn("province.admin", longji.demoPassword());
            page.getByTestId("menu-registers").click();
            assertThat(page.getByTestId("register-scheme")).isVisible();
            shot(page, "01-index");
            barriers.addAll(Browser.barriers(page));
            page.getByTestId("register-scheme").click();
            page.getByTestId("row-new").click();
            choose(page, "row-sample", "技术经纪人初级");
            page.getByTestId("field-edition").fill("示例二〇二六");
            page.getByTestId("row-save").click();
            assertThat(page.getByTestId("value-modules")).containsText("公共知识");
            shot(page, "02-scheme");
            barriers.addAll(Browser.barriers(page));

            var scheme = schemeInForce("TALENT-CONSOLE", "JUNIOR");
            var base = recognisedBase("控制台示例基地", "08");
            var teacher = teacher("示例教师二");

            var officer = browser.signedIn("harbin.registrar", longji.demoPassword());
            officer.navigate("/t/230100/registers/talent-training/training-class/new");
            officer.getByTestId("field-title").fill("控制台示例班");
            choose(officer, "field-scheme", "TALENT-CONSOLE");
            choose(officer, "field-base", "控制台示例基地");
            day(officer, "field-enrolFrom", BEGIN.minusDays(15));
            day(officer, "field-enrolUntil", TODAY);
            day(officer, "field-beginsOn", BEGIN);
            day(officer, "field-endsOn", TODAY.minusDays(8));
            day(officer, "field-examOn", EXAM);
            officer.getByTestId("field-places").fill("20");
            shot(officer, "03-class-form");
            officer.getByTestId("row-save").click();
            officer.getByTestId("step-open").click();
            officer.locator(".ant-modal").getByTestId("step-confirm").click();
            assertThat(officer.getByTestId("row-state-tag").first()).containsText("报名中");
            shot(officer, "04-class");
            barriers.addAll(Browser.barriers(officer));

            var trainee = browser.signedIn("applicant.seller", longji.demoPassword());
            trainee.navigate("/t/230100/registers/talent-training/enrolment/new");
            choose(trainee, "field-trainingClass", "控制台示例班");
            trainee.getByTestId("field-name").fill("冯十二");
            trainee.getByTestId("field-identity").fill("230103199101011019");
            choose(trainee, "field-education", "中专");
            trainee.getByTestId("field-yearsOfWork").fill("0");
            trainee.getByTestId("row-save").click();
            assertThat(trainee.getByTestId("problem")).containsText("校验位");
            assertThat(trainee.getByTestId("problem")).containsText("相关工作不满 1 年");
            shot(trainee, "05-refused");
            barriers.addAll(Browser.barriers(trainee));
            trainee.getByTestId("field-identity").fill(identity());
            trainee.getByTestId("field-yearsOfWork").fill("2");
            trainee.getByTestId("row-save").click();
            assertThat(trainee.getByTestId("row-events")).containsText("新建");
            shot(trainee, "06-enrolled");

            var identity = identity();
            var into = found(registrar, "training-class", "scheme:" + id(scheme));
            var enrolment = taken(
                    registrar2,
                    "enrolment",
                    created(registrar, "enrolment", applying(into, "陈十三", identity)),
                    "admit",
                    Map.of());
            taken(registrar, "training-class", into, "start", Map.of());
            var session = session(into, course(scheme, "CONSOLE-A", "A"), teacher, BEGIN.atTime(9, 0));
            officer.navigate("/t/230100/registers/talent-training/session/" + id(session));
            officer.getByTestId("step-roll-call").click();
            officer.getByTestId("field-present").click();
            assertThat(officer.locator(".ant-select-item-option")).hasCount(1);
            officer.locator(".ant-select-item-option").getByText("陈十三").click();
            officer.keyboard().press("Escape");
            officer.getByTestId("field-at").click();
            officer.keyboard().type(BEGIN + " 08:55");
            officer.keyboard().press("Enter");
            shot(officer, "07-roll-call");
            officer.locator(".ant-modal").getByTestId("step-confirm").click();
            assertThat(officer.getByTestId("row-events")).containsText("点名签到");
            session = again(registrar, "session", session);
            session = taken(
                    registrar,
                    "session",
                    session,
                    "sign-out",
                    Map.of("at", BEGIN.atTime(12, 0).toString()));
            taken(registrar, "session", session, "confirm", Map.of());
            officer.navigate("/t/230100/registers/talent-training/enrolment/" + id(enrolment));
            assertThat(officer.getByTestId("value-hours")).containsText("公共知识 4.0／4 学时");
            shot(officer, "08-progress");

            var judge = browser.signedIn("harbin.reviewer", longji.demoPassword());
            judge.navigate("/t/230100/registers/talent-training/enrolment/" + id(enrolment));
            assertThat(judge.getByTestId("obstacles-complete")).containsText("学时不足");
            shot(judge, "09-not-yet");
            barriers.addAll(Browser.barriers(judge));

            var prepared = certified(scheme, base, teacher("示例教师三"), "控制台示例班二", "褚十四", identity());
            var chief = browser.signedIn("harbin.admin", longji.demoPassword());
            chief.navigate("/t/230100/registers/talent-training/certificate/" + id(prepared));
            shot(chief, "10-prepared");
            chief.getByTestId("step-issue").click();
            chief.locator(".ant-modal").getByTestId("step-confirm").click();
            assertThat(chief.getByTestId("value-number")).containsText("HLJ-TT-11");
            shot(chief, "11-issued");
            chief.navigate("/t/230100/registers/talent-training/certificate");
            assertThat(chief.getByTestId("figure-certified")).isVisible();
            assertThat(chief.getByTestId("row").first()).isVisible();
            shot(chief, "12-certificates");
            barriers.addAll(Browser.barriers(chief));

            var certificate = again(admin, "certificate", prepared);
            var anybody = browser.page();
            anybody.navigate("/check/talent-training/certificate/"
                    + certificate.path("data").path("number").asText());
            assertThat(anybody.getByTestId("check-result")).containsText("有效");
            shot(anybody, "13-check");
            officer.navigate("/t/230100/registers/talent-training/professional/"
                    + id(found(registrar, "professional", "certificate:" + id(certificate))));
            assertThat(officer.getByTestId("value-learning")).containsText("未达标");
            shot(officer, "14-professional");

            var expert = browser.signedIn("province.expert1", longji.demoPassword());
            expert.navigate("/t/230100/registers/talent-training/marking");
            assertThat(expert.getByTestId("row").first()).isVisible();
            shot(expert, "15-marking-list");
            officer.navigate("/t/230100/registers");
            assertThat(officer.getByTestId("register-learning")).isVisible();
            shot(officer, "16-index-harbin");
            assertThat(barriers).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void choose(Page page, String testId, String text) {
        page.getByTestId(testId).click();
        page.keyboard().type(testId.startsWith("field-scheme") || testId.startsWith("field-base") ? text : "");
        page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
                .getByText(text)
                .first()
                .click();
    }

    private static void day(Page page, String testId, LocalDate day) {
        page.getByTestId(testId).click();
        page.keyboard().type(day.toString());
        page.keyboard().press("Enter");
    }

    private static void shot(Page page, String name) {
        var folder = System.getProperty("longji.shots");
        if (folder != null) {
            page.evaluate("window.scrollTo(0, 0)");
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "talent-" + name + ".png"))
                    .setFullPage(true));
        }
    }
}
