package org.longji.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.longji.party.CreditCode.Check;

class CreditCodeTest {

    /** The worked example printed in the standard. */
    private static final String STANDARD_EXAMPLE = "91350100M000100Y43";

    @Test
    void acceptsTheExampleOfTheStandard() {
        assertThat(CreditCode.parse(STANDARD_EXAMPLE).value()).isEqualTo(STANDARD_EXAMPLE);
        assertThat(CreditCode.parse(STANDARD_EXAMPLE).issuingDivision()).isEqualTo(350100);
    }

    @Test
    void forgivesCaseBlanksAndFullWidthCharacters() {
        assertThat(CreditCode.parse(" 91350100 m000100y43\n").value()).isEqualTo(STANDARD_EXAMPLE);
        assertThat(CreditCode.parse("９１３５０１００Ｍ０００１００Ｙ４３").value()).isEqualTo(STANDARD_EXAMPLE);
    }

    @Test
    void namesTheCheckThatFailed() {
        assertThat(CreditCode.examine("").orElseThrow().check()).isEqualTo(Check.LENGTH);
        assertThat(CreditCode.examine("91350100M000100Y4").orElseThrow().check())
                .isEqualTo(Check.LENGTH);
        assertThat(CreditCode.examine("91350100M0001O0Y43").orElseThrow())
                .satisfies(defect -> assertThat(defect.check()).isEqualTo(Check.ALPHABET))
                .satisfies(defect -> assertThat(defect.en()).contains("Character 14 'O'"))
                .satisfies(defect -> assertThat(defect.zh()).contains("第14位“O”"));
        assertThat(CreditCode.examine("913A0100M000100Y43").orElseThrow().check())
                .isEqualTo(Check.DIVISION);
        assertThat(CreditCode.examine("91350100M000100Y44").orElseThrow().check())
                .isEqualTo(Check.CHECK_DIGIT);
    }

    @Test
    void theExceptionCarriesTheSameExplanation() {
        assertThatThrownBy(() -> CreditCode.parse("91350100M000100Y44"))
                .isInstanceOf(InvalidCreditCodeException.class)
                .hasMessageStartingWith("CHECK_DIGIT: ");
        assertThatThrownBy(() -> new CreditCode("91350100m000100y43")).isInstanceOf(InvalidCreditCodeException.class);
    }

    @Property
    @Label("is complete with the check character computed for it")
    void isCompleteWithItsCheckCharacter(@ForAll("codes") String code) {
        assertThat(CreditCode.examine(code)).isEmpty();
        assertThat(CreditCode.parse(code).toString()).isEqualTo(code);
    }

    @Property
    @Label("does not survive the change of any single character")
    void detectsEverySingleChange(@ForAll("codes") String code, @ForAll @IntRange(max = 17) int position) {
        for (var replacement : CreditCode.ALPHABET.toCharArray()) {
            if (replacement == code.charAt(position)) {
                continue;
            }
            var changed = code.substring(0, position) + replacement + code.substring(position + 1);
            assertThat(CreditCode.examine(changed)).as(changed).isPresent();
        }
    }

    @Property
    @Label("does not survive two neighbours changing places")
    void detectsSwappedNeighbours(@ForAll("codes") String code, @ForAll @IntRange(max = 15) int position) {
        if (code.charAt(position) == code.charAt(position + 1)) {
            return;
        }
        var swapped = code.substring(0, position)
                + code.charAt(position + 1)
                + code.charAt(position)
                + code.substring(position + 2);
        assertThat(CreditCode.examine(swapped)).as(swapped).isPresent();
    }

    @Example
    void theAlphabetHasThirtyOneCharacters() {
        assertThat(CreditCode.ALPHABET).hasSize(31).doesNotContain("I", "O", "S", "V", "Z");
    }

    @Provide
    Arbitrary<String> codes() {
        var anyCharacter = Arbitraries.strings().withChars(CreditCode.ALPHABET);
        return Combinators.combine(
                        anyCharacter.ofLength(2),
                        Arbitraries.strings().numeric().ofLength(6),
                        anyCharacter.ofLength(9))
                .as((authority, division, organisation) -> authority + division + organisation)
                .map(first -> first + CreditCode.checkDigitOf(first));
    }
}
