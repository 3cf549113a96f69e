package org.longji.plugins.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FenErrorsTest {

    @Test
    @DisplayName("twenty thousand amounts below, at and above every limit are right to the fen")
    void none() {
        assertThat(new FenErrors().of(20_000)).isZero();
    }
}
