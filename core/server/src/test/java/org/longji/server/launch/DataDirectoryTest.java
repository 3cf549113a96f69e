package org.longji.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A data directory is opened by one launcher at a time")
class DataDirectoryTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("also when the collector has been by and nobody speaks of the directory any more")
    void heldUntilTheEnd() throws Exception {
        assertThat(DataDirectory.open(folder)).isNotNull();
        // What is unreachable is cleaned up within a collection or two.
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("Another Longji is running");
    }

    @Test
    @DisplayName("and free again once it is closed")
    void freeOnceClosed() throws Exception {
        DataDirectory.open(folder).close();
        try (var again = DataDirectory.open(folder)) {
            assertThat(again.logs()).exists();
        }
    }
}
