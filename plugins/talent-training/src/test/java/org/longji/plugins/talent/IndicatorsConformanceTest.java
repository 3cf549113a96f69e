package org.longji.plugins.talent;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.testkit.IndicatorConformance;
import org.longji.plugin.testkit.SampleContext;

@DisplayName("the indicators of training conform to the kit and count as the plan says")
class IndicatorsConformanceTest {

    private static final String ZHAO = "230103199001010015";
    private static final String QIAN = "230103199202020025";
    private static final String SUN = "230103199303030035";
    private static final LocalDate DAY = LocalDate.of(2026, 2, 1);

    private static void holds(SampleContext city, String who, Profession profession, Level level, LocalDate on) {
        var sample = Sample.certificate();
        city.having(
                "ISSUED",
                new Certificate(
                                "示例",
                                who,
                                profession,
                                level,
                                sample.schemeCode(),
                                sample.scheme(),
                                sample.base(),
                                sample.enrolment(),
                                sample.owner(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .issued("N" + who + level, on, Optional.empty()));
    }

    private static void listed(SampleContext city, String who, LocalDate on) {
        var sample = Sample.professional();
        city.having(
                "LISTED",
                new Professional(
                        "示例",
                        who,
                        sample.profession(),
                        sample.level(),
                        sample.certificate(),
                        "N" + who,
                        sample.scheme(),
                        sample.base(),
                        sample.owner(),
                        on,
                        sample.validUntil()));
    }

    private static void learns(SampleContext city, String who, Subject subject, String hours, LocalDate on) {
        var sample = Sample.learning();
        city.having(
                "CONFIRMED",
                new LearningRecord(
                        sample.professional(),
                        "示例",
                        subject,
                        new BigDecimal(hours),
                        on,
                        "示例",
                        Optional.of(on.getYear()),
                        Optional.of(who),
                        Optional.empty()));
    }

    private static SampleContext city() {
        var city = SampleContext.on(Sample.NOW);
        city.having(Sample.SCHEME, "IN_FORCE", Schemes.juniorBroker());
        return city;
    }

    /** Zhao holds two certificates, and one of another profession; Qian's is a manager's. */
    private static SampleContext harbin() {
        var city = city();
        holds(city, ZHAO, Profession.BROKER, Level.JUNIOR, DAY);
        holds(city, ZHAO, Profession.BROKER, Level.INTERMEDIATE, DAY);
        holds(city, QIAN, Profession.MANAGER, Level.JUNIOR, DAY);
        listed(city, ZHAO, DAY.minusYears(1));
        learns(city, ZHAO, Subject.PROFESSIONAL, "60", DAY);
        learns(city, ZHAO, Subject.GENERAL, "30", DAY);
        return city;
    }

    /** Zhao again, and Sun; Sun has too few hours of the year, and those of the last do not count. */
    private static SampleContext daqing() {
        var city = city();
        holds(city, ZHAO, Profession.BROKER, Level.SENIOR, DAY);
        holds(city, SUN, Profession.BROKER, Level.JUNIOR, DAY);
        holds(city, QIAN, Profession.BROKER, Level.JUNIOR, LocalDate.of(2027, 1, 1));
        listed(city, SUN, DAY.minusYears(1));
        listed(city, QIAN, DAY);
        learns(city, SUN, Subject.PROFESSIONAL, "89.5", DAY);
        learns(city, SUN, Subject.PROFESSIONAL, "60", DAY.minusYears(1));
        return city;
    }

    abstract static class OfTwoCities extends IndicatorConformance {
        @Override
        protected List<SampleContext> samples() {
            return List.of(harbin(), daqing());
        }
    }

    @Nested
    class OfBrokersTrained extends OfTwoCities {
        @Override
        protected Indicator indicator() {
            return new BrokersTrained();
        }
    }

    @Nested
    class OfContinuingEducation extends OfTwoCities {
        @Override
        protected Indicator indicator() {
            return new ContinuingEducation();
        }
    }

    @Test
    @DisplayName(
            "Zhao counts once though he holds three certificates in two cities; next year's certificate does not count yet")
    void countsOnce() {
        var indicator = new BrokersTrained();
        var answers = List.of(indicator.measure(harbin().situation()), indicator.measure(daqing().situation()));
        assertThat(answers)
                .map(one -> indicator.rollUp().value(one, 0).orElseThrow())
                .containsExactly(new BigDecimal(1), new BigDecimal(2));
        var province = indicator.rollUp().together(answers).orElseThrow();
        assertThat(indicator.rollUp().value(province, 0)).contains(new BigDecimal(2));
        assertThat(((Measured.Once) province).keys()).containsExactlyInAnyOrder(ZHAO, SUN);
    }

    @Test
    @DisplayName("one of two who need the hours has them: 50.00 per cent, not the mean of 100 and 0 by chance")
    void ratio() {
        var indicator = new ContinuingEducation();
        var answers = List.of(indicator.measure(harbin().situation()), indicator.measure(daqing().situation()));
        assertThat(answers)
                .map(one -> indicator.rollUp().value(one, 2).orElseThrow())
                .containsExactly(new BigDecimal("100.00"), new BigDecimal("0.00"));
        assertThat(indicator.rollUp().value(indicator.rollUp().together(answers).orElseThrow(), 2))
                .contains(new BigDecimal("50.00"));
        assertThat(indicator.rollUp().value(indicator.measure(city().situation()), 2))
                .isEmpty();
    }
}
