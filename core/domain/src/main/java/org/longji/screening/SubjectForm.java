package org.longji.screening;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.longji.plugin.api.screening.ScreeningSubject.Party;
import org.longji.plugin.api.screening.ScreeningSubject.Technology;
import org.longji.shared.FieldChecks;

/**
 * A subject as an officer types it in, and as it is shown.
 *
 * @param technology what it is called
 * @param text what is known of it
 * @param codes what it is classified as
 * @param destination where it goes, ISO 3166-1 alpha-3
 * @param day the day that governs; today when null
 */
public record SubjectForm(
        @Nullable List<PartyForm> parties,
        @Nullable String technology,
        @Nullable String text,
        @Nullable List<String> codes,
        @Nullable String destination,
        @Nullable LocalDate day) {

    private static final int MOST_PARTIES = 20;
    private static final int MOST_CODES = 50;
    private static final int NAME = 300;
    private static final int TEXT = 20_000;

    /** A party by the names it has, at least one, and where it sits. */
    public record PartyForm(
            @Nullable String zh,
            @Nullable String ru,
            @Nullable String en,
            @Nullable String country) {}

    static SubjectForm of(ScreeningSubject subject) {
        return new SubjectForm(
                subject.parties().stream()
                        .map(party -> new PartyForm(
                                party.zh().orElse(null),
                                party.ru().orElse(null),
                                party.en().orElse(null),
                                party.country()))
                        .toList(),
                subject.technology().name(),
                subject.technology().text(),
                List.copyOf(subject.technology().codes()),
                subject.destination(),
                subject.day());
    }

    /** @throws org.longji.shared.ProblemException INVALID_FIELDS naming everything wrong with it */
    ScreeningSubject read(LocalDate today) {
        var named = Objects.requireNonNullElse(parties, List.<PartyForm>of());
        var classified = Objects.requireNonNullElse(codes, List.<String>of());
        var checks = new FieldChecks()
                .present(technology, "technology")
                .atMost(technology, NAME, "technology")
                .atMost(text, TEXT, "text")
                .require(
                        isCountry(destination),
                        "destination",
                        "目的国写三个大写字母的代码，例如 RUS。",
                        "Three capital letters, for example RUS.")
                .require(
                        named.size() <= MOST_PARTIES,
                        "parties",
                        "最多 " + MOST_PARTIES + " 个当事人。",
                        "At most " + MOST_PARTIES + " parties.")
                .require(
                        classified.size() <= MOST_CODES && classified.stream().allMatch(code -> code.length() <= NAME),
                        "codes",
                        "最多 " + MOST_CODES + " 个代码。",
                        "At most " + MOST_CODES + " codes.");
        for (int i = 0; i < named.size(); i++) {
            var party = named.get(i);
            var at = "parties[" + i + "].";
            checks.require(
                            !blank(party.zh()) || !blank(party.ru()) || !blank(party.en()),
                            at + "zh",
                            "至少填写一种文字的名称。",
                            "Give the name in one language at least.")
                    .atMost(party.zh(), NAME, at + "zh")
                    .atMost(party.ru(), NAME, at + "ru")
                    .atMost(party.en(), NAME, at + "en")
                    .require(
                            isCountry(party.country()),
                            at + "country",
                            "国别写三个大写字母的代码，例如 RUS。",
                            "Three capital letters, for example RUS.");
        }
        checks.done();
        return new ScreeningSubject(
                ScreeningSubject.Kind.BY_HAND,
                named.stream()
                        .map(party -> new Party(
                                Optional.ofNullable(party.zh()),
                                Optional.ofNullable(party.ru()),
                                Optional.ofNullable(party.en()),
                                Objects.requireNonNull(party.country())))
                        .toList(),
                new Technology(
                        Objects.requireNonNull(technology).strip(),
                        Objects.requireNonNullElse(text, ""),
                        Set.copyOf(classified)),
                Objects.requireNonNull(destination),
                Objects.requireNonNullElse(day, today));
    }

    private static boolean blank(@Nullable String name) {
        return name == null || name.isBlank();
    }

    private static boolean isCountry(@Nullable String code) {
        return code != null && code.matches("[A-Z]{3}");
    }
}
