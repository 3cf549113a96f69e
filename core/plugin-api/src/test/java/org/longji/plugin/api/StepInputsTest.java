package org.longji.plugin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepInputsTest {

    @Test
    @DisplayName("inputs are a map like any other, in the order they were written")
    void likeAnyOther() {
        Map<String, String> ordinary = new LinkedHashMap<>();
        ordinary.put("金额", "100.00");
        ordinary.put("比例", "0.3");
        Map<String, String> inputs = CalculationStep.inputsOf("金额", "100.00", "比例", "0.3");
        assertThat(inputs).isEqualTo(ordinary).hasToString(ordinary.toString());
        assertThat(ordinary).isEqualTo(inputs);
        assertThat(inputs.hashCode()).isEqualTo(ordinary.hashCode());
        assertThat(inputs.keySet()).containsExactly("金额", "比例");
        assertThat(inputs.get("封顶")).isNull();
        assertThat(inputs.containsKey("比例")).isTrue();
        assertThatThrownBy(() -> inputs.put("封顶", "1")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> inputs.remove("比例")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("a name that is written twice keeps its place and takes the later value")
    void twice() {
        assertThat(CalculationStep.inputsOf("a", "1", "b", "2", "a", "3"))
                .containsExactly(Map.entry("a", "3"), Map.entry("b", "2"));
    }
}
