package org.longji.plugin.cases;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Definition;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.PolicyHeading;
import org.longji.plugin.api.Text;

/**
 * The versions of one policy in one tenant, as in {@code tenants-config/<tenant>/policies/<line>.yaml}.
 *
 * @param policy id of the policy
 * @param plugin id of the plugin that holds it
 * @param tenant division code of the tenant
 * @param language the language its definitions are written in, {@code null} where the plugin holds a class for the policy
 * @param versions the versions, in the order of their dates
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PolicyLine(
        String policy, String plugin, int tenant, @Nullable String language, List<Version> versions) {

    /** Takes a copy. */
    public PolicyLine {
        versions = List.copyOf(versions);
    }

    /** A line of a policy class. */
    public PolicyLine(String policy, String plugin, int tenant, List<Version> versions) {
        this(policy, plugin, tenant, null, versions);
    }

    /**
     * Reads a line from its file.
     *
     * @param file the YAML file
     * @return the line
     * @throws java.io.UncheckedIOException if the file cannot be read
     * @throws InvalidFile if it has a key nobody knows
     */
    public static PolicyLine read(Path file) {
        return LineReader.read(WrittenFile.of(file));
    }

    /**
     * {@return what a language is told of a version beside its definition}
     *
     * @param version one of the line's
     */
    public PolicyHeading heading(Version version) {
        return new PolicyHeading(
                policy,
                version.title(),
                tenant,
                version.basis(),
                Optional.ofNullable(version.cap()).map(Cap::parameter));
    }

    /** {@return the versions that can be calculated} */
    public List<Version> computable() {
        return versions.stream().filter(Version::computable).toList();
    }

    /** {@return the version in force on that day, if any} */
    public Optional<Version> on(LocalDate day) {
        return versions.stream()
                .filter(version -> covers(version.from(), version.until(), day))
                .findFirst();
    }

    /** {@return whether a day lies in a time whose end may be open} */
    public static boolean covers(LocalDate from, @Nullable LocalDate until, LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    /**
     * One version of the policy.
     *
     * @param version name of the version
     * @param title title in both languages
     * @param document number of the document
     * @param article place in the document
     * @param from first day in force
     * @param until last day in force, {@code null} while it goes on
     * @param note house assumptions about the version
     * @param clock the date that chooses the version
     * @param computable whether it can be calculated
     * @param exclusivity what the host keeps apart
     * @param exclusivityBasis the clause that keeps it apart
     * @param cap limit the host keeps over several cases
     * @param parameters dated values by parameter name
     * @param definition the measure itself, where the line has a language
     * @param terms what the host applies afterwards
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Version(
            String version,
            Text title,
            String document,
            @Nullable String article,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String note,
            String clock,
            boolean computable,
            String exclusivity,
            @Nullable Source exclusivityBasis,
            @Nullable Cap cap,
            Map<String, List<Value>> parameters,
            @Nullable Definition definition,
            @Nullable Terms terms) {

        /** A version of a policy class. */
        public Version(
                String version,
                Text title,
                String document,
                @Nullable String article,
                LocalDate from,
                @Nullable LocalDate until,
                @Nullable String note,
                String clock,
                boolean computable,
                String exclusivity,
                @Nullable Source exclusivityBasis,
                @Nullable Cap cap,
                Map<String, List<Value>> parameters) {
            this(
                    version,
                    title,
                    document,
                    article,
                    from,
                    until,
                    note,
                    clock,
                    computable,
                    exclusivity,
                    exclusivityBasis,
                    cap,
                    parameters,
                    null,
                    null);
        }

        /** {@return the place the version as a whole rests on} */
        public LegalBasis basis() {
            return LegalBasis.of(document, article == null ? "-" : article);
        }

        /** {@return every cap that is kept over several cases: its own, then those of its terms} */
        List<Cap> caps() {
            return Stream.concat(
                            Stream.ofNullable(cap),
                            terms == null || terms.caps() == null
                                    ? Stream.of()
                                    : terms.caps().stream().map(one -> new Cap(one.scope(), one.limit(), null)))
                    .toList();
        }

        /** {@return what a figure of the terms is on that day: a parameter's value if it names one, or the amount it writes} */
        Optional<String> figureOn(String figure, LocalDate day) {
            Map<String, List<Value>> own = terms == null || terms.values() == null ? Map.of() : terms.values();
            Map<String, List<Value>> dated = own.containsKey(figure) ? own : parameters;
            return dated.containsKey(figure)
                    ? Optional.ofNullable(valuesOn(dated, day).get(figure))
                    : Optional.of(figure);
        }

        /** {@return the values that hold on that day, by parameter name; absent ones are left out} */
        public Map<String, String> valuesOn(LocalDate day) {
            return valuesOn(parameters, day);
        }

        private static Map<String, String> valuesOn(Map<String, List<Value>> parameters, LocalDate day) {
            Map<String, String> values = new LinkedHashMap<>();
            parameters.forEach((name, dated) -> dated.stream()
                    .filter(value -> covers(value.from(), value.until(), day))
                    .findFirst()
                    .map(Value::value)
                    .ifPresent(value -> values.put(name, value)));
            return values;
        }

        /** {@return the parameters record as the host would bind it for that day} */
        public <P extends Record> P bind(Class<P> type, LocalDate day) {
            return ParameterBinder.bind(type, valuesOn(day), from, Optional.ofNullable(until));
        }
    }

    /**
     * What the host applies after the policy has answered; of that, cases here know the caps. Relations to other policies, pools,
     * instalments and the rest are the host's, and tried there.
     *
     * @param caps caps kept over several cases
     * @param values dated values of the figures that only the terms name, and the policy is not given
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Terms(
            @Nullable List<TermCap> caps, @Nullable Map<String, List<Value>> values) {}

    /**
     * One cap of the terms.
     *
     * @param scope what it counts over
     * @param limit yuan, or the parameter that holds them
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record TermCap(String scope, String limit) {}

    /**
     * Limit over several cases.
     *
     * @param scope what is added up
     * @param parameter the parameter with the limit
     * @param note house assumption about it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Cap(
            String scope, String parameter, @Nullable String note) {}

    /**
     * A value with the time it holds and its source.
     *
     * @param from first day
     * @param until last day, {@code null} while it goes on
     * @param value the value as text, {@code null} where the parameter is absent in this time
     * @param unit its unit
     * @param basis its source
     * @param note house assumption about it
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Value(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String value,
            String unit,
            Source basis,
            @Nullable String note) {}

    /**
     * Where a value comes from.
     *
     * @param document number of the document
     * @param article place in it
     * @param title title of the document
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Source(
            String document, String article, @Nullable String title) {}
}
