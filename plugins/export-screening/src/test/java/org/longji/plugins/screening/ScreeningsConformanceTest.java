package org.longji.plugins.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.api.screening.ScreeningSubject.Party;
import org.longji.plugin.api.setting.Settings;
import org.longji.plugin.testkit.SampleContext;
import org.longji.plugin.testkit.ScreeningConformance;
import org.longji.plugin.testkit.SettingsConformance;

@DisplayName("the screenings of exports conform to the kit and find what is spelt otherwise")
class ScreeningsConformanceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private static SampleContext tenant(ExportRules rules) {
        var tenant = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
        tenant.having(rules);
        return tenant;
    }

    private static ScreeningSubject subject(String technology, String destination, LocalDate day, Party... parties) {
        return new ScreeningSubject(
                ScreeningSubject.Kind.CONTRACT,
                List.of(parties),
                new ScreeningSubject.Technology(technology, "", Set.of()),
                destination,
                day);
    }

    private static Party zh(String name) {
        return new Party(Optional.of(name), Optional.empty(), Optional.empty(), "CHN");
    }

    private static Party ru(String name) {
        return new Party(Optional.empty(), Optional.of(name), Optional.empty(), "RUS");
    }

    private static Party en(String name) {
        return new Party(Optional.empty(), Optional.empty(), Optional.of(name), "RUS");
    }

    abstract static class Exports extends ScreeningConformance {
        @Override
        protected SampleContext context() {
            return tenant(new ExportSettings().defaults());
        }
    }

    @Nested
    class OfParties extends Exports {
        @Override
        protected Screening screening() {
            return new ListedParties();
        }

        @Override
        protected List<ScreeningSubject> found() {
            return List.of(
                    subject("寒地检测技术", "RUS", DAY, zh("哈尔滨松江大学"), ru("ООО «Образцовая Контролируемая Компания Бета»")),
                    subject("寒地检测技术", "RUS", DAY, zh("示例受控机构甲"), en("Alpha Sample Controlled Institute")));
        }

        @Override
        protected List<ScreeningSubject> clear() {
            return List.of(subject("寒地检测技术", "RUS", DAY, zh("哈尔滨松江大学"), ru("ООО «Амурский завод»")));
        }
    }

    @Nested
    class OfTechnology extends Exports {
        @Override
        protected Screening screening() {
            return new ExportCatalogue();
        }

        @Override
        protected List<ScreeningSubject> found() {
            return List.of(
                    subject("锂电池正极材料制备工艺", "RUS", DAY),
                    subject("Cathode material by precipitation", "KAZ", DAY),
                    subject("示例禁止出口技术及正极材料", "RUS", DAY));
        }

        @Override
        protected List<ScreeningSubject> clear() {
            return List.of(
                    subject("寒地检测技术", "RUS", DAY),
                    // Not on its way abroad; not in the catalogue yet; out of it again.
                    subject("锂电池正极材料制备工艺", "CHN", DAY),
                    subject("锂电池正极材料制备工艺", "RUS", LocalDate.of(2025, 7, 14)),
                    subject("示例限制出口技术", "RUS", DAY));
        }
    }

    @Nested
    class OfSettings extends SettingsConformance<ExportRules> {
        @Override
        protected Settings<ExportRules> settings() {
            return new ExportSettings();
        }

        @Override
        protected List<ExportRules> samples() {
            return List.of(new ExportRules(95, true));
        }
    }

    @Test
    @DisplayName("names are alike across letters, order, forms of company and a slip of the pen, and unlike otherwise")
    void likeness() {
        assertThat(Spelling.likeness("示例受控企业乙有限公司", "示例受控企业乙")).isEqualByComparingTo("100");
        assertThat(Spelling.likeness("Образцовая компания Бета", "Obraztsovaya kompaniya Beta, LLC"))
                .isEqualByComparingTo("100");
        assertThat(Spelling.likeness("Бета Образцовый", "Образцовый Бета")).isEqualByComparingTo("100");
        assertThat(Spelling.likeness("Новый Институт", "Новьй Институт"))
                .isBetween(new BigDecimal("90"), new BigDecimal("99.99"));
        assertThat(Spelling.likeness("Sample Institute", "Entirely Different")).isLessThan(new BigDecimal("50"));
        assertThat(Spelling.likeness("有限公司", "Ltd")).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName("a tenant that wants every export compared by hand gets a question where the sample finds nothing")
    void byHand() {
        var result = new ExportCatalogue()
                .screen(tenant(new ExportRules(85, true)).screening(subject("寒地检测技术", "RUS", DAY)));
        assertThat(result).isInstanceOf(ScreeningResult.NeedsJudgement.class);
        var strict = tenant(new ExportRules(100, false));
        assertThat(new ListedParties().screen(strict.screening(subject("", "RUS", DAY, zh("示例受控机构申")))))
                .as("one letter of seven is another name to whoever wants the very same")
                .isEqualTo(new ScreeningResult.Clear());
    }
}
