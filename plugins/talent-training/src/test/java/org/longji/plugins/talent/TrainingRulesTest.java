package org.longji.plugins.talent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.plugins.talent.Sample.BASE;
import static org.longji.plugins.talent.Sample.BEGIN;
import static org.longji.plugins.talent.Sample.CLASS;
import static org.longji.plugins.talent.Sample.ENROLMENT;
import static org.longji.plugins.talent.Sample.EXAM;
import static org.longji.plugins.talent.Sample.IDENTITY;
import static org.longji.plugins.talent.Sample.SCHEME;
import static org.longji.plugins.talent.Sample.SESSION;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.register.Actor;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.Rows;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.testkit.SampleContext;

@DisplayName("the rules of training")
class TrainingRulesTest {

    private static final PartyRef UNIVERSITY = new PartyRef("12230103FGF1LYQP3T");

    private static List<String> codes(List<Obstacle> obstacles) {
        return obstacles.stream().map(Obstacle::code).toList();
    }

    private static Enrolment applying(
            Education education, int years, Optional<String> prior, String identity, LocalDate day) {
        return new Enrolment(
                CLASS,
                "示例丙",
                identity,
                Optional.empty(),
                Optional.empty(),
                education,
                years,
                prior,
                Optional.of(day),
                Optional.empty(),
                Optional.of(SCHEME),
                Optional.of(BASE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    @DisplayName("2026年3月27日,大专以下且无工作经历、证件号码有误、班已满:三条原因一次说清")
    void everyReasonAtOnce() {
        SampleContext context = SampleContext.on(Sample.NOW);
        context.having(SCHEME, "IN_FORCE", Schemes.juniorBroker());
        TrainingClass full = Sample.trainingClass();
        context.having(
                CLASS,
                "ENROLLING",
                new TrainingClass(
                        full.title(),
                        full.scheme(),
                        full.base(),
                        full.enrolFrom(),
                        full.enrolUntil(),
                        full.beginsOn(),
                        full.endsOn(),
                        full.examOn(),
                        1,
                        full.fee(),
                        full.remarks()));
        context.having(ENROLMENT, "APPLIED", Sample.enrolment());
        assertThat(codes(Eligibility.of(
                        applying(Education.SECONDARY, 0, Optional.empty(), "230103199001010010", BEGIN.minusDays(5)),
                        context)))
                .containsExactly("IDENTITY_CHECK", "NO_PLACE", "EDUCATION_OR_WORK");
    }

    @Test
    @DisplayName("学历不够但相关工作满1年,可以报名;报名截止次日不可以")
    void workInsteadOfSchooling() {
        SampleContext context = Sample.context();
        String other = "230103199303030038";
        assertThat(Eligibility.of(
                        applying(Education.SECONDARY, 1, Optional.empty(), other, BEGIN.minusDays(1)), context))
                .isEmpty();
        assertThat(codes(Eligibility.of(applying(Education.SECONDARY, 1, Optional.empty(), other, BEGIN), context)))
                .containsExactly("OUTSIDE_ENROLMENT");
    }

    @Test
    @DisplayName("自行报名只能是当天;登记员可补录纸质报名")
    void onlyOfficersEnterEarlierDays() {
        SampleContext context = Sample.context();
        Enrolment earlier = applying(Education.MASTER, 1, Optional.empty(), "230103199303030038", BEGIN.minusDays(1));
        assertThat(Eligibility.of(earlier, context)).isEmpty();
        assertThat(codes(Eligibility.of(earlier, context.by(applicant(UNIVERSITY)))))
                .containsExactly("NOT_TODAY");
    }

    private static Actor applicant(PartyRef party) {
        return new Actor(new UUID(1, 1), "示例申请人", Set.of(UserRole.APPLICANT), Optional.of(party));
    }

    @Test
    @DisplayName("中级班须持初级证书满1年:外市证书按公开核验的内容认,别人的、撤销的不认")
    void priorCertificateOfAnotherCity() {
        SampleContext context = Sample.context();
        context.having(SCHEME, "IN_FORCE", withoutDeals(Schemes.intermediateManager()));
        String identity = "230103199303030038";
        String number = "HLJ-TT-11-2025-230600-02-000019";
        var enrolment = applying(Education.BACHELOR, 0, Optional.of(number), identity, BEGIN.minusDays(2));
        assertThat(codes(Eligibility.of(enrolment, context))).containsExactly("PRIOR_CERTIFICATE_NOT_FOUND");
        context.telling(Certificate.class, number, told(identity, "示例丙", true, "2025-05-06"));
        assertThat(Eligibility.of(enrolment, context)).isEmpty();
        context.telling(Certificate.class, number, told(identity, "示例丙", true, "2025-05-07"));
        assertThat(codes(Eligibility.of(enrolment, context))).containsExactly("PRIOR_CERTIFICATE_TOO_NEW");
        context.telling(Certificate.class, number, told(identity, "示例丙", false, "2025-05-06"));
        assertThat(codes(Eligibility.of(enrolment, context))).containsExactly("PRIOR_CERTIFICATE_NOT_FOUND");
        context.telling(Certificate.class, number, told("230103198001010010", "示例丙", true, "2025-05-06"));
        assertThat(codes(Eligibility.of(enrolment, context))).containsExactly("PRIOR_CERTIFICATE_NOT_FOUND");
        assertThat(codes(Eligibility.of(
                        applying(Education.BACHELOR, 0, Optional.empty(), identity, BEGIN.minusDays(2)), context)))
                .containsExactly("PRIOR_CERTIFICATE");
    }

    private static Rows.PublicRow told(String identity, String name, boolean holds, String issuedOn) {
        return new Rows.PublicRow(
                230600,
                holds ? "ISSUED" : "REVOKED",
                holds,
                Map.of(
                        "identity",
                        Personal.NUMBER.masked(identity),
                        "name",
                        Personal.NAME.masked(name),
                        "schemeCode",
                        "BROKER-1",
                        "issuedOn",
                        issuedOn));
    }

    private static Scheme withoutDeals(Scheme scheme) {
        Scheme.Entry entry = scheme.entry();
        return new Scheme(
                scheme.code(),
                scheme.edition(),
                scheme.name(),
                scheme.profession(),
                scheme.level(),
                scheme.standing(),
                scheme.basis(),
                scheme.minutesPerHour(),
                new Scheme.Entry(
                        entry.leastEducation(),
                        entry.orYearsOfWork(),
                        entry.priorScheme(),
                        entry.priorYears(),
                        new Scheme.Deals(Optional.empty(), Optional.empty())),
                scheme.modules(),
                scheme.leastAttendance(),
                scheme.signInBefore(),
                scheme.practice(),
                scheme.papers(),
                scheme.passMark(),
                scheme.retakes(),
                scheme.paperMonths(),
                scheme.tolerance(),
                scheme.arbitration(),
                scheme.numberPrefix(),
                scheme.validMonths(),
                scheme.continuing());
    }

    @Test
    @DisplayName("业绩按确认的登记合同和份额计:100万元(差1分)的60%为599999.99元")
    void dealsFromRegisteredContracts() {
        SampleContext context = Sample.context();
        Scheme.Deals wanted =
                new Scheme.Deals(Optional.of(1), Optional.of(org.longji.plugin.api.Money.of("600000.00")));
        String identity = Sample.professional().identity();
        assertThat(codes(Practice.missing(wanted, identity, "DEALS", "业绩", "Deals", "Сделки", context)))
                .containsExactly("DEALS", "DEALS_AMOUNT");
        context.having(Sample.CREDIT, "CONFIRMED", Sample.credit(60));
        List<Obstacle> missing = Practice.missing(wanted, identity, "DEALS", "业绩", "Deals", "Сделки", context);
        assertThat(codes(missing)).containsExactly("DEALS_AMOUNT");
        assertThat(missing.get(0).words().zh()).contains("599,999.99");
    }

    @Test
    @DisplayName("同一合同各人份额合计至多100%;未登记的合同不能申报")
    void sharesOfAContract() {
        SampleContext context = Sample.context();
        var credits = new Credits().definition();
        context.having(Sample.CREDIT, "CLAIMED", Sample.credit(60));
        assertThat(credits.obstaclesToCreate(Sample.credit(40), context)).isEmpty();
        assertThat(codes(credits.obstaclesToCreate(Sample.credit(41), context))).containsExactly("MORE_THAN_THE_WHOLE");
        SampleContext without = SampleContext.on(Sample.NOW);
        without.having(Sample.PROFESSIONAL, "LISTED", Sample.professional());
        assertThat(codes(credits.obstaclesToCreate(Sample.credit(40), without))).containsExactly("NOT_REGISTERED");
    }

    @Test
    @DisplayName("考勤3小时记180分钟,公共知识8学时还缺;确认前不计")
    void hoursCountOnceConfirmed() {
        SampleContext context = Sample.context();
        context.having(Sample.ATTENDANCE, "SIGNED_OUT", Sample.attendance());
        assertThat(progress(context).minutes()).isEmpty();
        context.having(Sample.ATTENDANCE, "CONFIRMED", Sample.attendance());
        assertThat(progress(context).minutes()).isEqualTo(Map.of("A", 180L));
        assertThat(progress(context).hoursInWords().zh()).contains("公共知识 4.0／8 学时");
        assertThat(codes(progress(context).missing())).contains("HOURS_MISSING", "NO_MARK");
    }

    private static Progress progress(SampleContext context) {
        return Progress.of(Sample.enrolment(), context).orElseThrow();
    }

    @Test
    @DisplayName("报名之前上的课不计")
    void nothingBeforeTheEnrolment() {
        SampleContext context = Sample.context();
        context.having(Sample.ATTENDANCE, "CONFIRMED", Sample.attendance());
        Enrolment later = applying(Education.MASTER, 1, Optional.empty(), IDENTITY, BEGIN.plusDays(1));
        context.having(ENROLMENT, "ADMITTED", later);
        assertThat(Progress.of(later, context).orElseThrow().minutes()).isEmpty();
    }

    @Test
    @DisplayName("学员自行签到按系统时间,登记员可补录;别人名下的学员不能代签")
    void signingIn() {
        var sheet = new AttendanceSheet().definition();
        SampleContext context = Sample.context();
        Attendance blank = new Attendance(
                SESSION,
                ENROLMENT,
                Optional.of(BEGIN.atTime(8, 40)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(sheet.completed(blank, context).signedInAt()).contains(BEGIN.atTime(8, 40));
        assertThat(sheet.completed(blank, context).identity()).contains(IDENTITY);
        assertThat(sheet.obstaclesToCreate(blank, context)).isEmpty();
        SampleContext theirs = context.by(applicant(UNIVERSITY));
        assertThat(sheet.completed(blank, theirs).signedInAt()).contains(Sample.NOW);
        assertThat(codes(sheet.obstaclesToCreate(blank, theirs))).containsExactly("NOT_YOURS");
        Attendance early = new Attendance(
                SESSION,
                ENROLMENT,
                Optional.of(BEGIN.atTime(8, 29)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(codes(sheet.obstaclesToCreate(early, context))).containsExactly("NOT_DURING_THE_SESSION");
    }

    @Test
    @DisplayName("同一人同一时段不能在两个班的课次签到,下一时段可以")
    void nobodyIsAtTwoSessions() {
        var sheet = new AttendanceSheet().definition();
        SampleContext context = Sample.context();
        context.having(Sample.ATTENDANCE, "CONFIRMED", Sample.attendance());
        var elsewhere = Sample.ref("elsewhere");
        context.having(elsewhere, "PLANNED", at(BEGIN.atTime(11, 0)));
        Attendance there = new Attendance(
                elsewhere,
                ENROLMENT,
                Optional.of(BEGIN.atTime(11, 0)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(codes(sheet.obstaclesToCreate(there, context))).containsExactly("ELSEWHERE");
        context.having(elsewhere, "PLANNED", at(BEGIN.atTime(12, 0)));
        assertThat(codes(sheet.obstaclesToCreate(
                        new Attendance(
                                elsewhere,
                                ENROLMENT,
                                Optional.of(BEGIN.atTime(12, 0)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        context)))
                .isEmpty();
    }

    private static Session at(java.time.LocalDateTime from) {
        return new Session(
                CLASS, Sample.COURSE, Sample.TEACHER, from, from.plusHours(2), Session.Way.ON_SITE, Optional.empty());
    }

    @Test
    @DisplayName("教师同一时段不能排两处课;课程须属于本班方案")
    void timetable() {
        var sessions = new Sessions().definition();
        SampleContext context = Sample.context();
        Session same = Sample.session();
        assertThat(codes(sessions.faults(same, context))).containsExactly("TEACHER_BUSY", "CLASS_BUSY");
        assertThat(sessions.faults(same, context.about(SESSION))).isEmpty();
        Session next = new Session(
                CLASS,
                Sample.COURSE,
                Sample.TEACHER,
                BEGIN.atTime(12, 0),
                BEGIN.atTime(13, 0),
                Session.Way.ON_LINE,
                Optional.empty());
        assertThat(sessions.faults(next, context)).isEmpty();
        assertThatThrownBy(() -> new Session(
                        CLASS,
                        Sample.COURSE,
                        Sample.TEACHER,
                        BEGIN.atTime(12, 0),
                        BEGIN.atTime(12, 0),
                        Session.Way.ON_LINE,
                        Optional.empty()))
                .hasMessageContaining("下课时间");
    }

    @Test
    @DisplayName("两评70与80在分差10以内取75;70与80.5转三评,三评78取79.25")
    void twoMarkersAndAThird() {
        var markings = new Markings().definition();
        SampleContext context = Sample.context().about(Sample.ref("marking"));
        Marking first = Sample.marking().first(new BigDecimal("70"));
        assertThat(then(markings.step("mark-second").orElseThrow(), first, "80", context)
                        .taken())
                .extracting(Outcome.Further::step)
                .containsExactly("settle");
        assertThat(first.second(new BigDecimal("80")).settled().mark()).contains(new BigDecimal("75"));
        assertThat(then(markings.step("mark-second").orElseThrow(), first, "80.5", context)
                        .taken())
                .extracting(Outcome.Further::step)
                .containsExactly("differ");
        Outcome<Marking> third =
                then(markings.step("mark-third").orElseThrow(), first.second(new BigDecimal("80.5")), "78", context);
        assertThat(third.record().mark()).contains(new BigDecimal("79.25"));
        assertThat(third.taken())
                .singleElement()
                .satisfies(further ->
                        assertThat(further.input()).isEqualTo(new AnswerPapers.Settled(new BigDecimal("79.25"))));
    }

    private static <I extends Record> Outcome<Marking> then(
            Step<Marking, I> step, Marking row, String mark, SampleContext context) {
        return step.apply(row, step.input().cast(new Markings.Mark(new BigDecimal(mark))), context);
    }

    @Test
    @DisplayName("单科59.5分补考两次;合格成绩在24个月内有效,次日起须重考")
    void retakesAndTheTermOfAMark() {
        SampleContext context = Sample.context();
        context.having(Sample.PAPER, "MARKED", Sample.paper("P1", Optional.of("59.5")));
        assertThat(sittings(context).maySit("P1", EXAM)).isTrue();
        context.having(Sample.ref("second"), "ABSENT", Sample.paper("P1", Optional.empty()));
        assertThat(sittings(context).maySit("P1", EXAM)).isTrue();
        context.having(Sample.ref("third"), "ANNULLED", Sample.paper("P1", Optional.empty()));
        assertThat(sittings(context).attempts("P1")).isEqualTo(2);
        context.having(Sample.ref("fourth"), "MARKED", Sample.paper("P1", Optional.of("88")));
        assertThat(sittings(context).maySit("P1", EXAM)).isFalse();
        assertThat(sittings(context).marks(EXAM.plusMonths(24))).containsKey("P1");
        assertThat(sittings(context).marks(EXAM.plusMonths(24).plusDays(1))).isEmpty();
    }

    private static Sittings sittings(SampleContext context) {
        return Sittings.of(context.rows().find(Scheme.class, SCHEME).orElseThrow(), IDENTITY, context);
    }

    @Test
    @DisplayName("每年90学时、专业科目三分之二:60合格,59.9不合格;另一年的学时不结转")
    void continuingEducation() {
        Scheme.Continuing rule = Schemes.juniorBroker().continuing().orElseThrow();
        assertThat(hours("60", "30").satisfy(rule)).isTrue();
        assertThat(hours("59.9", "40").satisfy(rule)).isFalse();
        assertThat(hours("60", "29.9").satisfy(rule)).isFalse();
        Scheme.Continuing ofTaken = new Scheme.Continuing(rule.leastHours(), 2, 3, Scheme.ShareOf.TAKEN);
        assertThat(hours("60", "31").satisfy(ofTaken)).isFalse();
        SampleContext context = Sample.context();
        context.having("CONFIRMED", Sample.learning());
        assertThat(LearningRecords.hours(Sample.professional().identity(), 2026, context)
                        .total())
                .isEqualByComparingTo("24");
        assertThat(LearningRecords.hours(Sample.professional().identity(), 2025, context)
                        .total())
                .isEqualByComparingTo("0");
    }

    private static ContinuingHours hours(String professional, String general) {
        return new ContinuingHours(new BigDecimal(professional), new BigDecimal(general));
    }

    @Test
    @DisplayName("示例数值的方案不能启用;权重合计不是100%的方案填不进去")
    void samplesAreNotPutInForce() {
        var schemes = new Schemes().definition();
        assertThat(codes(schemes.step("enact")
                        .orElseThrow()
                        .obstacles(Schemes.juniorBroker(), SampleContext.on(Sample.NOW))))
                .containsExactly("NOT_VERIFIED");
        Map<String, Object> tree = schemes.shape().write(Schemes.juniorBroker());
        tree.put("papers", List.of(Map.of("code", "P1", "name", "基础", "weight", 99, "passMark", "60")));
        assertThat(schemes.shape().faults(tree))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message().zh()).contains("99%"));
    }

    @Test
    @DisplayName("撤销证书:名册上的人退回其另一有效证书,没有的除名")
    void revocationReachesTheList() {
        var revoke = new Certificates().definition().step("revoke").orElseThrow();
        SampleContext context = SampleContext.on(Sample.NOW);
        Certificate issued = Sample.certificate().issued("A", EXAM, Optional.empty());
        context.having(Sample.CERTIFICATE, "ISSUED", issued);
        context.having(
                Sample.PROFESSIONAL,
                "LISTED",
                new Professional(
                        issued.name(),
                        issued.identity(),
                        issued.profession(),
                        issued.level(),
                        Sample.CERTIFICATE,
                        "A",
                        SCHEME,
                        BASE,
                        Optional.empty(),
                        EXAM,
                        Optional.empty()));
        assertThat(revoked(revoke, issued, context)).containsExactly("strike");
        context.having("ISSUED", Sample.certificate().issued("B", EXAM, Optional.empty()));
        assertThat(revoked(revoke, issued, context)).containsExactly("hold");
    }

    private static <I extends Record> List<String> revoked(
            Step<Certificate, I> revoke, Certificate row, SampleContext context) {
        return revoke
                .apply(row, revoke.input().cast(new Reasons.Why("示例")), context.about(Sample.CERTIFICATE))
                .taken()
                .stream()
                .map(Outcome.Further::step)
                .toList();
    }

    @Test
    @DisplayName("身份证号校验位")
    void identityNumbers() {
        assertThat(Numbers.isIdentity(IDENTITY)).isTrue();
        assertThat(Numbers.isIdentity("230103199001010010")).isFalse();
        assertThat(Numbers.isIdentity("23010319900101001")).isFalse();
    }
}
