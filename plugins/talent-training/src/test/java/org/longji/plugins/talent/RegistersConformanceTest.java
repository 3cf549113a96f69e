package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.testkit.RegisterConformance;
import org.longji.plugin.testkit.SampleContext;

@DisplayName("every register of training conforms to the kit")
class RegistersConformanceTest {

    abstract static class Talent<R extends Record> extends RegisterConformance<R> {

        @Override
        protected SampleContext context() {
            return Sample.context();
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return List.of(new Reasons.Why("示例原因"));
        }
    }

    @Nested
    class OfSchemes extends Talent<Scheme> {
        @Override
        protected Register<Scheme> register() {
            return new Schemes();
        }

        @Override
        protected List<Scheme> samples() {
            return List.of(Schemes.juniorBroker(), Schemes.intermediateManager(), Schemes.juniorEvaluator());
        }
    }

    @Nested
    class OfBases extends Talent<Base> {
        @Override
        protected Register<Base> register() {
            return new Bases();
        }

        @Override
        protected List<Base> samples() {
            return List.of(Sample.base());
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("assess")
                    ? List.of(new Base.Yearly(2025, Base.Grade.EXCELLENT, Optional.empty()))
                    : super.inputs(step);
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.BASE);
        }
    }

    @Nested
    class OfTeachers extends Talent<Teacher> {
        @Override
        protected Register<Teacher> register() {
            return new Teachers();
        }

        @Override
        protected List<Teacher> samples() {
            return List.of(Sample.teacher());
        }
    }

    @Nested
    class OfCourses extends Talent<Course> {
        @Override
        protected Register<Course> register() {
            return new Courses();
        }

        @Override
        protected List<Course> samples() {
            return List.of(Sample.course());
        }
    }

    @Nested
    class OfClasses extends Talent<TrainingClass> {
        @Override
        protected Register<TrainingClass> register() {
            return new TrainingClasses();
        }

        @Override
        protected List<TrainingClass> samples() {
            return List.of(Sample.trainingClass());
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("examine")
                    ? List.of(new TrainingClasses.Sitting("P1", Sample.EXAM))
                    : super.inputs(step);
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.CLASS);
        }
    }

    @Nested
    class OfSessions extends Talent<Session> {
        @Override
        protected Register<Session> register() {
            return new Sessions();
        }

        @Override
        protected List<Session> samples() {
            return List.of(Sample.session());
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return switch (step) {
                case "roll-call" ->
                    List.of(new Sessions.RollCall(List.of(Sample.ENROLMENT), Optional.of(Sample.BEGIN.atTime(8, 55))));
                case "sign-out" -> List.of(new Sessions.Leave(Optional.empty()));
                default -> super.inputs(step);
            };
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.SESSION);
        }
    }

    @Nested
    class OfEnrolments extends Talent<Enrolment> {
        @Override
        protected Register<Enrolment> register() {
            return new Enrolments();
        }

        @Override
        protected List<Enrolment> samples() {
            return List.of(Sample.enrolment());
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("rate") ? List.of(new Enrolments.Rating(5)) : super.inputs(step);
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.ENROLMENT);
        }
    }

    @Nested
    class OfAttendance extends Talent<Attendance> {
        @Override
        protected Register<Attendance> register() {
            return new AttendanceSheet();
        }

        @Override
        protected List<Attendance> samples() {
            return List.of(Sample.attendance());
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("sign-out") ? List.of(new Sessions.Leave(Optional.empty())) : super.inputs(step);
        }
    }

    @Nested
    class OfAnswerPapers extends Talent<AnswerPaper> {
        @Override
        protected Register<AnswerPaper> register() {
            return new AnswerPapers();
        }

        @Override
        protected boolean isBegunElsewhere() {
            return true;
        }

        @Override
        protected Set<String> stepsTakenElsewhere() {
            return Set.of("settle", "annul");
        }

        @Override
        protected List<AnswerPaper> samples() {
            return List.of(Sample.paper("P1", Optional.empty()));
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return List.of(new AnswerPapers.Settled(new BigDecimal("72.5")));
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.PAPER);
        }
    }

    @Nested
    class OfMarkings extends Talent<Marking> {
        @Override
        protected Register<Marking> register() {
            return new Markings();
        }

        @Override
        protected boolean isBegunElsewhere() {
            return true;
        }

        @Override
        protected Set<String> stepsTakenElsewhere() {
            return Set.of("settle", "differ");
        }

        @Override
        protected List<Marking> samples() {
            Marking both = Sample.marking().first(new BigDecimal("70")).second(new BigDecimal("75"));
            return List.of(both, both.third(new BigDecimal("80.5")));
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("void") ? super.inputs(step) : List.of(new Markings.Mark(new BigDecimal("66.5")));
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.ref("marking"));
        }
    }

    @Nested
    class OfCertificates extends Talent<Certificate> {
        @Override
        protected Register<Certificate> register() {
            return new Certificates();
        }

        @Override
        protected boolean isBegunElsewhere() {
            return true;
        }

        @Override
        protected List<Certificate> samples() {
            return List.of(
                    Sample.certificate()
                            .issued(
                                    "HLJ-TT-11-2026-230100-01-00001X",
                                    Sample.EXAM,
                                    Optional.of(Sample.EXAM.plusYears(3))),
                    Sample.certificate().issued("HLJ-TT-11-2026-230100-01-00002X", Sample.EXAM, Optional.empty()));
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("national-number") ? List.of(new Certificates.National("示例编号")) : super.inputs(step);
        }

        @Override
        protected SampleContext context() {
            return super.context().about(Sample.CERTIFICATE);
        }
    }

    @Nested
    class OfProfessionals extends Talent<Professional> {
        @Override
        protected Register<Professional> register() {
            return new Professionals();
        }

        @Override
        protected boolean isBegunElsewhere() {
            return true;
        }

        @Override
        protected Set<String> stepsTakenElsewhere() {
            return Set.of("hold", "strike");
        }

        @Override
        protected List<Professional> samples() {
            return List.of(Sample.professional());
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return step.equals("hold")
                    ? List.of(Professionals.Held.of(
                            Sample.CERTIFICATE, Sample.certificate().issued("HLJ-TT-1", Sample.EXAM, Optional.empty())))
                    : super.inputs(step);
        }
    }

    @Nested
    class OfCredits extends Talent<Credit> {
        @Override
        protected Register<Credit> register() {
            return new Credits();
        }

        @Override
        protected List<Credit> samples() {
            return List.of(Sample.credit(60));
        }
    }

    @Nested
    class OfLearning extends Talent<LearningRecord> {
        @Override
        protected Register<LearningRecord> register() {
            return new LearningRecords();
        }

        @Override
        protected List<LearningRecord> samples() {
            return List.of(Sample.learning());
        }
    }
}
