package org.longji.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DivisionCodeTest {

    private static final DivisionCode HEILONGJIANG = new DivisionCode(230000);
    private static final DivisionCode HARBIN = new DivisionCode(230100);
    private static final DivisionCode NANGANG = new DivisionCode(230103);

    @Test
    void itsDigitsTellTheLevel() {
        assertThat(HEILONGJIANG.level()).isEqualTo(DivisionLevel.PROVINCE);
        assertThat(HARBIN.level()).isEqualTo(DivisionLevel.PREFECTURE);
        assertThat(NANGANG.level()).isEqualTo(DivisionLevel.COUNTY);
    }

    @Test
    void aSubtreeIsARange() {
        assertThat(HEILONGJIANG.upper()).isEqualTo(239999);
        assertThat(HARBIN.upper()).isEqualTo(230199);
        assertThat(NANGANG.upper()).isEqualTo(230103);
        assertThat(HARBIN.contains(NANGANG)).isTrue();
        assertThat(HARBIN.contains(HARBIN)).isTrue();
        assertThat(HARBIN.contains(HEILONGJIANG)).isFalse();
        assertThat(HARBIN.contains(new DivisionCode(230200))).isFalse();
        assertThat(HEILONGJIANG.contains(new DivisionCode(232764))).isTrue();
    }

    @Test
    void knowsItsParents() {
        assertThat(NANGANG.parent()).contains(HARBIN);
        assertThat(HARBIN.parent()).contains(HEILONGJIANG);
        assertThat(HEILONGJIANG.parent()).isEmpty();
        assertThat(NANGANG.province()).isEqualTo(HEILONGJIANG);
    }

    @Test
    void refusesNonsense() {
        for (var nonsense : new int[] {0, -230000, 2301, 99_999, 109_999, 830_000, 1_000_000, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new DivisionCode(nonsense)).hasMessageContaining(String.valueOf(nonsense));
        }
        for (var nonsense : new String[] {"", "23010", "2301000", "23010x", "+23010", "二三〇一〇〇"}) {
            assertThatThrownBy(() -> DivisionCode.parse(nonsense)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(DivisionCode.parse(" 230100 ")).isEqualTo(HARBIN);
    }
}
