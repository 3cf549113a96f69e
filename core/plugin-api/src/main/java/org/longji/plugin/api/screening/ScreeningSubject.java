package org.longji.plugin.api.screening;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * What is about to cross a border, in words of no table.
 *
 * @param kind what it is
 * @param parties everybody who has a part in it, on either side
 * @param technology what is handed over
 * @param destination where it goes, ISO 3166-1 alpha-3; {@code ZZZ} where that is not known
 * @param day the day that governs, in China's time
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScreeningSubject(
        Kind kind, List<Party> parties, Technology technology, String destination, LocalDate day) {

    /** What something is. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** 技术合同. */
        CONTRACT,
        /** A row of a register. */
        ROW,
        /** 对外发布的项目: a listing on its way to an exchange. */
        LISTING,
        /** What an officer typed in. */
        BY_HAND
    }

    /**
     * A party by the names it has; at least one.
     *
     * @param zh Chinese name
     * @param ru name in Cyrillic letters
     * @param en name in Latin letters
     * @param country where it sits, ISO 3166-1 alpha-3; {@code ZZZ} where that is not known
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Party(Optional<String> zh, Optional<String> ru, Optional<String> en, String country) {
        /** Refuses a party without a name or a country. */
        public Party {
            zh = zh.filter(name -> !name.isBlank());
            ru = ru.filter(name -> !name.isBlank());
            en = en.filter(name -> !name.isBlank());
            if (zh.isEmpty() && ru.isEmpty() && en.isEmpty()) {
                throw new IllegalArgumentException("a party has a name");
            }
            expectCountry(country);
        }
    }

    /**
     * What is handed over.
     *
     * @param name what it is called
     * @param text what is known of it
     * @param codes what it is classified as, such as symbols of the IPC or items of a catalogue
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Technology(String name, String text, Set<String> codes) {
        /** Takes a copy in a fixed order and refuses absent values. */
        public Technology {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
            codes = Collections.unmodifiableSet(new TreeSet<>(codes));
        }
    }

    /** Takes a copy and refuses what is not there. */
    public ScreeningSubject {
        Objects.requireNonNull(kind, "kind");
        parties = List.copyOf(parties);
        Objects.requireNonNull(technology, "technology");
        expectCountry(destination);
        Objects.requireNonNull(day, "day");
    }

    private static void expectCountry(String code) {
        if (!code.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("a country has three capital letters, not '" + code + "'");
        }
    }
}
