package org.longji.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.quality.Agreement.Pair;
import org.longji.quality.RefusalDrift.Count;

/** Cohen's kappa and the test behind the drift, against figures worked out by hand or published. */
class AgreementTest {

    private static List<Pair> pairs(int bothYes, int firstYes, int secondYes, int bothNo) {
        var pairs = new ArrayList<Pair>();
        pairs.addAll(Collections.nCopies(bothYes, new Pair("SERVICE", "SERVICE")));
        pairs.addAll(Collections.nCopies(firstYes, new Pair("SERVICE", "REFUSED")));
        pairs.addAll(Collections.nCopies(secondYes, new Pair("REFUSED", "SERVICE")));
        pairs.addAll(Collections.nCopies(bothNo, new Pair("REFUSED", "REFUSED")));
        return pairs;
    }

    @Test
    @DisplayName("20, 5, 10 and 15 of 50 cases: agreement 0.7 where chance gives 0.5, so kappa is 0.4")
    void textbook() {
        var agreement = Agreement.of(pairs(20, 5, 10, 15));
        assertThat(agreement.cases()).isEqualTo(50);
        assertThat(agreement.agreed()).isEqualTo(35);
        assertThat(agreement.observed()).contains(new BigDecimal("0.7000"));
        assertThat(agreement.kappa()).contains(new BigDecimal("0.4000"));
    }

    @Test
    @DisplayName("the same 60 % of agreement is worth less when one category is common: 0.1304 and 0.2593")
    void chanceMatters() {
        assertThat(Agreement.of(pairs(45, 15, 25, 15)).kappa()).contains(new BigDecimal("0.1304"));
        assertThat(Agreement.of(pairs(25, 35, 5, 35)).kappa()).contains(new BigDecimal("0.2593"));
    }

    @Test
    @DisplayName("with no cases, or one category throughout, there is no kappa")
    void undefined() {
        assertThat(Agreement.of(List.of()).kappa()).isEmpty();
        assertThat(Agreement.of(List.of()).observed()).isEmpty();
        var alike = Agreement.of(pairs(7, 0, 0, 0));
        assertThat(alike.kappa()).isEmpty();
        assertThat(alike.observed()).contains(new BigDecimal("1.0000"));
    }

    @Property
    @Label("kappa never exceeds 1, is 1 exactly when all agree, and does not care who was first")
    void bounds(@ForAll("judged") List<Pair> pairs) {
        var agreement = Agreement.of(pairs);
        var turned = Agreement.of(pairs.stream()
                .map(pair -> new Pair(pair.second(), pair.first()))
                .toList());
        assertThat(turned).isEqualTo(agreement);
        agreement.kappa().ifPresent(kappa -> {
            assertThat(kappa).isLessThanOrEqualTo(BigDecimal.ONE).isGreaterThanOrEqualTo(BigDecimal.ONE.negate());
            assertThat(kappa.compareTo(BigDecimal.ONE) == 0).isEqualTo(agreement.agreed() == agreement.cases());
        });
    }

    @Provide
    Arbitrary<List<Pair>> judged() {
        var category = Arbitraries.of("DEVELOPMENT", "TRANSFER", "SERVICE", "REFUSED");
        return net.jqwik.api.Combinators.combine(category, category)
                .as(Pair::new)
                .list()
                .ofMaxSize(60);
    }

    @Test
    @DisplayName("20 and 30 against 30 and 20: chi-square 4 with one degree of freedom, probability 0.0455")
    void drift() {
        assertThat(RefusalReasons.probability(List.of(new Count("G3", 20, 30), new Count("G9", 30, 20))))
                .hasValueSatisfying(p -> assertThat(p).isBetween(0.0454, 0.0456));
    }

    @Test
    @DisplayName("an expected count below 5 gives no probability, 5 gives one")
    void tooFew() {
        assertThat(RefusalReasons.probability(List.of(new Count("G3", 10, 10), new Count("G9", 4, 5))))
                .isEmpty();
        assertThat(RefusalReasons.probability(List.of(new Count("G3", 10, 10), new Count("G9", 5, 5))))
                .isPresent();
        assertThat(RefusalReasons.probability(List.of(new Count("G3", 100, 100))))
                .isEmpty();
        assertThat(RefusalReasons.probability(List.of())).isEmpty();
    }
}
