package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.longji.plugin.api.PluginNeeds;

/** Holds what a plugin uses against what its manifest is going to say, which the build tells in a system property. */
final class DeclaredNeeds {

    /** The build's {@code plugin.needs}; absent where the tests run without it. */
    static final String PROPERTY = "longji.plugin.needs";

    private DeclaredNeeds() {}

    static void cover(Set<String> used) {
        String said = System.getProperty(PROPERTY);
        if (said != null) {
            List<String> words = Arrays.stream(said.split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
            assertEquals(
                    List.of(),
                    PluginNeeds.faults(words, used),
                    "what plugin.needs of the POM says, and with it Plugin-Needs of the archive");
        }
    }
}
