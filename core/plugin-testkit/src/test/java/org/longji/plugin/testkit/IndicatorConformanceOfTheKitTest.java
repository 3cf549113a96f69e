package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.indicator.Direction;
import org.longji.plugin.api.indicator.Indicator;
import org.longji.plugin.api.indicator.Measured;
import org.longji.plugin.api.indicator.Measured.Part;
import org.longji.plugin.api.indicator.Period;
import org.longji.plugin.api.indicator.RollUp;
import org.longji.plugin.api.indicator.Situation;
import org.longji.plugin.api.indicator.Target;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

@DisplayName("the conformance kit for indicators")
class IndicatorConformanceOfTheKitTest {

    /** Set before the launcher makes the suite, which has no way to be told. */
    private static Indicator underTest = new Sound();

    private static List<SampleContext> tenants = List.of();

    record Visit(
            @Field(zh = "来访者", en = "Visitor", personal = Personal.NAME)
            String visitor,

            @Field(zh = "时长", en = "Hours") int hours) {}

    private static final Words HOURS = Words.of("时长", "Hours", "Часы");

    /** Sound but for the mark, which is inherited; what follows is wrong in one place. */
    static class NotMarked implements Indicator {
        @Override
        public String id() {
            return "hours";
        }

        @Override
        public Words words() {
            return HOURS;
        }

        @Override
        public Words unit() {
            return Words.of("小时", "hours", "ч");
        }

        @Override
        public Direction direction() {
            return Direction.MORE;
        }

        @Override
        public Period period() {
            return Period.DAY;
        }

        @Override
        public RollUp rollUp() {
            return RollUp.SUM;
        }

        @Override
        public int decimals() {
            return 1;
        }

        @Override
        public Measured measure(Situation situation) {
            return amount(sum(situation));
        }

        BigDecimal sum(Situation situation) {
            return situation.rows().of(Visit.class).sum("hours");
        }

        Measured amount(BigDecimal value) {
            return Measured.sum(List.of(new Part("all", HOURS, value)));
        }
    }

    @Extension
    static class Sound extends NotMarked {}

    @Extension
    static class Misnamed extends Sound {
        @Override
        public String id() {
            return "Hours_1";
        }
    }

    @Extension
    static class WithoutRussian extends Sound {
        @Override
        public Words words() {
            return Words.of("时长", "Hours");
        }
    }

    @Extension
    static class ExplainsInChinese extends Sound {
        @Override
        Measured amount(BigDecimal value) {
            return Measured.sum(List.of(new Part("all", Words.of("时长", "时长", "Часы"), value)));
        }
    }

    @Extension
    static class NeutralWithTarget extends Sound {
        @Override
        public Direction direction() {
            return Direction.NEUTRAL;
        }

        @Override
        public List<Target> targets() {
            return List.of(new Target(230000, 2020, BigDecimal.TEN, LegalBasis.of("示例文件", "一")));
        }
    }

    @Extension
    static class UnreachableTarget extends Sound {
        @Override
        public List<Target> targets() {
            return List.of(new Target(230000, 2020, new BigDecimal("1.05"), LegalBasis.of("示例文件", "一")));
        }
    }

    @Extension
    static class Remembers extends Sound {
        private static int asked;

        @Override
        public Measured measure(Situation situation) {
            return amount(sum(situation).add(BigDecimal.valueOf(++asked)));
        }
    }

    @Extension
    static class RatioAsSum extends Sound {
        @Override
        public Measured measure(Situation situation) {
            return new Measured.Ratio(new Part("a", HOURS, sum(situation)), new Part("b", HOURS, BigDecimal.TEN));
        }
    }

    @Extension
    static class KnowsNothing extends Sound {
        @Override
        public Measured measure(Situation situation) {
            return new Measured.Unknown(Words.of("没有数据", "No data", "Нет данных"));
        }
    }

    @Extension
    static class TooExact extends Sound {
        @Override
        public Measured measure(Situation situation) {
            return amount(sum(situation).multiply(new BigDecimal("0.01")));
        }
    }

    @Extension
    static class SameCodeTwice extends Sound {
        @Override
        Measured amount(BigDecimal value) {
            return Measured.sum(List.of(new Part("all", HOURS, value), new Part("all", HOURS, BigDecimal.ZERO)));
        }
    }

    @Extension
    static class MeanAsSum extends Sound {
        @Override
        BigDecimal sum(Situation situation) {
            var visits = situation.rows().of(Visit.class);
            return visits.sum("hours").divide(BigDecimal.valueOf(visits.count()), 1, RoundingMode.HALF_UP);
        }
    }

    @Extension
    static class PartsDoNotAddUp extends Sound {
        @Override
        Measured amount(BigDecimal value) {
            return new Measured.Amount(value.add(BigDecimal.ONE), List.of(new Part("all", HOURS, value)));
        }
    }

    @Extension
    static class NamesTheVisitor extends Sound {
        @Override
        public Measured measure(Situation situation) {
            return Measured.sum(situation.rows().of(Visit.class).list().stream()
                    .map(row -> new Part(
                            "v" + row.record().hours(),
                            Words.of("来访：" + row.record().visitor(), "Visit", "Визит"),
                            BigDecimal.valueOf(row.record().hours())))
                    .toList());
        }
    }

    @Extension
    static class LooksAtTheClock extends Sound {
        @Override
        public Measured measure(Situation situation) {
            return amount(LocalDate.now().getYear() > 2000 ? sum(situation) : BigDecimal.ZERO);
        }
    }

    @Test
    @DisplayName("accepts a sound sample")
    void acceptsSound() {
        assertThat(failed(new Sound())).isEmpty();
    }

    @Test
    @DisplayName("rejects each fault by the check that is about it")
    void rejectsFaults() {
        assertThat(failed(new NotMarked())).containsExactly(1);
        assertThat(failed(new Misnamed())).containsExactly(2);
        assertThat(failed(new WithoutRussian())).containsExactly(3);
        assertThat(failed(new ExplainsInChinese())).containsExactly(3);
        assertThat(failed(new NeutralWithTarget())).containsExactly(4);
        assertThat(failed(new UnreachableTarget())).containsExactly(4);
        assertThat(failed(new Remembers())).contains(5);
        assertThat(failed(new RatioAsSum())).contains(6);
        assertThat(failed(new KnowsNothing())).containsExactly(6);
        assertThat(failed(new TooExact())).contains(7);
        assertThat(failed(new SameCodeTwice())).containsExactly(7);
        assertThat(failed(new MeanAsSum())).containsExactly(8);
        assertThat(failed(new PartsDoNotAddUp())).contains(5, 6, 7, 8);
        assertThat(failed(new NamesTheVisitor())).containsExactly(9);
        assertThat(failed(new LooksAtTheClock())).containsExactly(10);
    }

    private static SampleContext tenant(Visit... visits) {
        var tenant = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
        for (var visit : visits) {
            tenant.having("DONE", visit);
        }
        return tenant;
    }

    private static Set<Integer> failed(Indicator indicator) {
        underTest = indicator;
        tenants = List.of(
                tenant(new Visit("示例甲", 3), new Visit("示例乙", 4)),
                tenant(new Visit("示例丙", 5)),
                tenant(new Visit("示例丁", 7)));
        return SuiteRun.failed(Suite.class, 10);
    }

    /** Run by the launcher alone: no test of its own. */
    static class Suite extends IndicatorConformance {
        @Override
        protected Indicator indicator() {
            return underTest;
        }

        @Override
        protected List<SampleContext> samples() {
            return tenants;
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(underTest.getClass());
        }
    }
}
