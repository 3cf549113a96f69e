package org.longji.plugin.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.cases.PolicyLine;

/** Looks for holes in the dates, units and sources of a policy line. */
final class DatedValues {

    private DatedValues() {}

    static List<String> problems(PolicyLine line) {
        List<String> problems = new ArrayList<>(sequence(line));
        if (line.computable().isEmpty()) {
            problems.add("the line has no version that can be calculated");
        }
        return problems;
    }

    /** Gaps and overlaps between the versions. */
    static List<String> sequence(PolicyLine line) {
        List<String> problems = new ArrayList<>();
        for (int i = 1; i < line.versions().size(); i++) {
            PolicyLine.Version earlier = line.versions().get(i - 1);
            PolicyLine.Version later = line.versions().get(i);
            follows(earlier.until(), later.from(), "version " + later.version(), problems);
        }
        return problems;
    }

    static List<String> problems(PolicyLine.Version version, ParameterDescription parameter) {
        List<String> problems = new ArrayList<>();
        if (parameter.unit().isBlank()) {
            problems.add(parameter.name() + " has no unit");
        }
        List<PolicyLine.Value> values = version.parameters().getOrDefault(parameter.name(), List.of());
        String place = "version " + version.version() + ", " + parameter.name();
        if (!values.isEmpty()) {
            problems.addAll(problems(version, values, parameter, place));
        } else if (!parameter.optional()) {
            problems.add(place + ": no values");
        }
        return problems;
    }

    private static List<String> problems(
            PolicyLine.Version version, List<PolicyLine.Value> values, ParameterDescription parameter, String place) {
        List<String> problems = new ArrayList<>();
        PolicyLine.Value last = values.get(values.size() - 1);
        if (values.get(0).from().isAfter(version.from())) {
            problems.add(place + ": no value from " + version.from() + " to "
                    + values.get(0).from());
        }
        if (last.until() != null && (version.until() == null || last.until().isBefore(version.until()))) {
            problems.add(place + ": no value after " + last.until());
        }
        for (int i = 1; i < values.size(); i++) {
            follows(values.get(i - 1).until(), values.get(i).from(), place, problems);
        }
        for (PolicyLine.Value value : values) {
            if (!value.unit().equals(parameter.unit())) {
                problems.add(place + ": unit " + value.unit() + " instead of " + parameter.unit());
            }
            if (Stream.of(value.basis().document(), value.basis().article()).anyMatch(String::isBlank)) {
                problems.add(place + ": a value without its source");
            }
            if (value.value() == null && !parameter.optional()) {
                problems.add(place + ": no value from " + value.from());
            }
        }
        return problems;
    }

    private static void follows(@Nullable LocalDate until, LocalDate from, String place, List<String> problems) {
        if (until == null || !until.isBefore(from)) {
            problems.add(place + ": overlaps what is before it on " + from);
        } else if (!until.plusDays(1).equals(from)) {
            problems.add(place + ": gap between " + until + " and " + from);
        }
    }
}
