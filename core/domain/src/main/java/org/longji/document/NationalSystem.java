package org.longji.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.contract.CodeList;
import org.longji.plugin.api.PartyKind;

/**
 * How the national system (全国技术合同管理与服务系统) names the fields of the registration form and what codes it uses, as data
 * with a source and a certainty each. Its file format is not published: what is not sure goes out as a name, never as a code.
 */
record NationalSystem(List<Field> fields, Natures partyNatures, Countries countries) {

    private static final NationalSystem OURS = read();

    /** How sure a name or a code is. */
    enum Certainty {
        /** Read in a published text. */
        P("P"),
        @JsonProperty("MEM-H")
        MEM_H("MEM-H"),
        @JsonProperty("MEM-M")
        MEM_M("MEM-M"),
        /** Our own: the form does not have it, or its way of writing is not known. */
        HOUSE("HOUSE");

        private final String mark;

        Certainty(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }

        private boolean suffices() {
            return this == P || this == MEM_H;
        }
    }

    /** What goes out of a field with a code list. */
    enum As {
        CODE,
        NAME
    }

    /**
     * A field of the form.
     *
     * @param name its heading
     * @param holds keys of what stands in it; two of them are a span
     * @param list the code list of its words
     * @param words other headings that mean it
     */
    record Field(
            String name,
            List<String> holds,
            @Nullable String list,
            @Nullable As as,
            Certainty certainty,
            String source,
            @Nullable String note,
            @Nullable List<String> words) {

        /** Every heading that means this field. */
        Stream<String> headings() {
            return Stream.concat(Stream.of(name), words == null ? Stream.empty() : words.stream());
        }

        /** A word of the record as it goes out; one the list does not know goes out as it is. */
        String written(String word) {
            if (list == null) {
                return word;
            }
            return CodeList.of(list)
                    .meaning(word)
                    .map(entry -> as == As.CODE ? entry.code() : entry.zh())
                    .orElse(word);
        }
    }

    /** 单位性质. */
    record Natures(String source, List<Nature> codes) {}

    /**
     * One nature of a party.
     *
     * @param kind our kind of party it belongs to; null for one we do not have
     * @param standsFor whether it goes out for the whole kind
     */
    record Nature(
            String code,
            String zh,
            @Nullable PartyKind kind,
            boolean standsFor,
            Certainty certainty,
            @Nullable String note) {

        private String written() {
            return certainty.suffices() ? code : zh;
        }
    }

    /** 国别, the national code by the three letters we keep. */
    record Countries(String source, Certainty certainty, Map<String, String> codes) {}

    static NationalSystem get() {
        return OURS;
    }

    /**
     * A party's nature as it goes out.
     *
     * @param recorded the nature on record, which counts where it belongs to the kind the party had in the contract
     */
    String nature(PartyKind kind, @Nullable String recorded) {
        return Optional.ofNullable(recorded)
                .flatMap(this::nature)
                .filter(nature -> nature.kind() == kind)
                .or(() -> partyNatures.codes().stream()
                        .filter(nature -> nature.kind() == kind && nature.standsFor())
                        .findFirst())
                .map(Nature::written)
                .or(() -> CodeList.of("partyKind").meaning(kind.name()).map(CodeList.Entry::zh))
                .orElseGet(kind::name);
    }

    /** The nature a code means. */
    Optional<Nature> nature(String code) {
        return partyNatures.codes().stream()
                .filter(nature -> nature.code().equals(code))
                .findFirst();
    }

    /** The nature a cell means, written as a code or, where the code is not sure, as its name. */
    Optional<Nature> natureWritten(String text) {
        return nature(text)
                .or(() -> partyNatures.codes().stream()
                        .filter(nature -> nature.written().equals(text))
                        .findFirst());
    }

    /** A country of ours as it goes out. */
    String country(String letters) {
        return countries.codes().getOrDefault(letters, letters);
    }

    /** The three letters of a country written in either code. */
    Optional<String> countryWritten(String text) {
        return text.matches("[A-Z]{3}")
                ? Optional.of(text)
                : countries.codes().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(text))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private static NationalSystem read() {
        try (var in = Objects.requireNonNull(NationalSystem.class.getResourceAsStream("national-system.yaml"))) {
            return new YAMLMapper().readValue(in, NationalSystem.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NationalSystem {
        fields = List.copyOf(fields);
        countries = new Countries(countries.source(), countries.certainty(), new LinkedHashMap<>(countries.codes()));
    }
}
