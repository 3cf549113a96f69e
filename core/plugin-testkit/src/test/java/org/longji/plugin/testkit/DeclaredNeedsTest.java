package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginNeeds;

@DisplayName("The kit holds what a plugin uses against what its manifest is going to say")
class DeclaredNeedsTest {

    @AfterEach
    void nothingSaid() {
        System.clearProperty(DeclaredNeeds.PROPERTY);
    }

    @Test
    @DisplayName("what is said covers what is used; a word that nobody can need, or one that is missing, is named")
    void covers() {
        System.setProperty(DeclaredNeeds.PROPERTY, "registers, registered-contracts");
        assertThatCode(() -> DeclaredNeeds.cover(Set.of(PluginNeeds.REGISTERS))).doesNotThrowAnyException();
        assertThatThrownBy(() -> DeclaredNeeds.cover(Set.of(PluginNeeds.POLICIES)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'policies'");
        System.setProperty(DeclaredNeeds.PROPERTY, "policies network");
        assertThatThrownBy(() -> DeclaredNeeds.cover(Set.of(PluginNeeds.POLICIES)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'network'");
    }
}
