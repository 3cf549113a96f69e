package org.longji.plugin.testkit.example;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

/** Finds parties by the very name of an entry (示例). */
@Extension
public final class ListedNames implements Screening {

    /** Its one entry, which is nobody. */
    public static final String ENTRY = "Sample Listed Company";

    private static final ScreeningList LIST = new ScreeningList(
            "sample-names",
            Words.of("示例名单", "Sample list", "Список-образец"),
            "1",
            LocalDate.of(2026, 1, 1),
            "made up for the kit",
            true);

    @Override
    public String id() {
        return "listed-names";
    }

    @Override
    public Words words() {
        return Words.of("名单筛查（示例）", "Names on a list (sample)", "Проверка по списку (образец)");
    }

    @Override
    public List<ScreeningList> lists() {
        return List.of(LIST);
    }

    @Override
    public ScreeningResult screen(Request request) {
        List<Hit> hits = new ArrayList<>();
        for (ScreeningSubject.Party party : request.subject().parties()) {
            if (Stream.of(party.zh(), party.ru(), party.en())
                    .flatMap(Optional::stream)
                    .anyMatch(ENTRY::equalsIgnoreCase)) {
                hits.add(new Hit(
                        LIST.id(),
                        ENTRY,
                        new BigDecimal("100"),
                        Words.of("名称相同：" + ENTRY, "The same name: " + ENTRY, "То же имя: " + ENTRY),
                        LegalBasis.of("示例文件", "示例条"),
                        Words.of("核对是否同一主体。", "Find out whether it is the same.", "Проверьте, то же ли это лицо.")));
            }
        }
        return hits.isEmpty() ? new ScreeningResult.Clear() : new ScreeningResult.Hits(hits.subList(0, 1));
    }
}
