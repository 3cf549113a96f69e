package org.longji.shared;

/**
 * One thing that is wrong in a configuration directory, said so that its author finds the place at once.
 *
 * @param file the file relative to the directory that was read, with {@code /} between folders
 * @param line the line of the file, counted from 1
 * @param message what is wrong and what is expected instead
 */
public record ConfigurationProblem(String file, int line, String message) implements Comparable<ConfigurationProblem> {

    @Override
    public int compareTo(ConfigurationProblem other) {
        var byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    /** The form compilers use, which editors turn into a link: {@code harbin/tenant.yaml:3: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
