package org.longji.plugins.screening;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningResult.Hit;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.pf4j.Extension;

/**
 * Looks for every party in a list of names, in Chinese, Russian and English, by likeness. The list here is a sample of the form of one
 * (示例): its entries are made up, and nobody is on it.
 */
@Extension
public final class ListedParties implements Screening {

    private static final ScreeningList LIST = new ScreeningList(
            "listed-parties",
            Words.of(
                    "管控名单（示例，条目均为虚构）",
                    "Control list (a sample, all entries made up)",
                    "Контрольный список (образец, записи вымышлены)"),
            "sample-1",
            LocalDate.of(2026, 1, 1),
            "示例，待以主管部门公告的名单替换",
            true);

    private static final LegalBasis BASIS = LegalBasis.of("中华人民共和国出口管制法", "第十八条");

    private static final Words NEXT = Words.of(
            "核对是否为同一主体（名称、国别、地址、登记号）；确为名单所列的，不得交易，或先取得主管部门许可。",
            "Find out by country, address and registration number whether it is the same; if it is, do not deal, or get a permit first.",
            "Проверьте по стране, адресу и номеру, то же ли это лицо; если да — сделка запрещена или нужна лицензия.");

    /** One entry. */
    private record Entry(String name, List<String> spellings) {}

    private final List<Entry> entries = ListFile.read("/lists/listed-parties.tsv").stream()
            .map(fields -> new Entry(
                    fields.get(0), fields.stream().filter(one -> !one.isBlank()).toList()))
            .toList();

    @Override
    public String id() {
        return "listed-parties";
    }

    @Override
    public Words words() {
        return Words.of("当事人名单筛查", "Parties on a list", "Проверка сторон по списку");
    }

    @Override
    public List<ScreeningList> lists() {
        return List.of(LIST);
    }

    @Override
    public ScreeningResult screen(Request request) {
        BigDecimal least =
                BigDecimal.valueOf(request.settings(ExportRules.class).leastScore());
        Map<String, Hit> likeliest = new LinkedHashMap<>();
        for (ScreeningSubject.Party party : request.subject().parties()) {
            for (String name : Stream.of(party.zh(), party.ru(), party.en())
                    .flatMap(Optional::stream)
                    .toList()) {
                for (Entry entry : entries) {
                    hit(name, entry)
                            .filter(hit -> hit.score().compareTo(least) >= 0)
                            .ifPresent(hit -> likeliest.merge(
                                    entry.name(),
                                    hit,
                                    (one, other) -> one.score().compareTo(other.score()) >= 0 ? one : other));
                }
            }
        }
        if (likeliest.isEmpty()) {
            return new ScreeningResult.Clear();
        }
        List<Hit> hits = new ArrayList<>(likeliest.values());
        hits.sort(Comparator.comparing(Hit::score).reversed().thenComparing(Hit::entry));
        return new ScreeningResult.Hits(hits);
    }

    private static Optional<Hit> hit(String name, Entry entry) {
        return entry.spellings().stream()
                .map(spelling -> new Hit(
                        LIST.id(),
                        entry.name(),
                        Spelling.likeness(name, spelling),
                        Words.of(
                                "“" + name + "”与“" + spelling + "”相似",
                                latin(name) + " is like " + latin(spelling),
                                "«" + name + "» похоже на «" + spelling + "»"),
                        BASIS,
                        NEXT))
                .max(Comparator.comparing(Hit::score));
    }

    /** English words hold no Chinese; who reads them finds the names beside. */
    private static String latin(String name) {
        return name.codePoints().anyMatch(Character::isIdeographic) ? "the Chinese name" : "'" + name + "'";
    }
}
