package org.longji.shared;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration directory that must not be loaded. It carries every problem found, because whoever repairs a file
 * wants to do it once.
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigurationProblem> problems;

    /** Sorts the problems by file and line. */
    public ConfigurationException(String directory, List<ConfigurationProblem> problems) {
        super(directory + " has " + problems.size() + (problems.size() == 1 ? " error:\n" : " errors:\n")
                + problems.stream().sorted().map(Object::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** All problems, by file and line. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
