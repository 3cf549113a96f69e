package org.longji.plugins.screening;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningResult.Hit;
import org.longji.plugin.api.screening.ScreeningSubject;
import org.pf4j.Extension;

/**
 * Looks for the technology in the catalogue of what is prohibited or restricted to export (中国禁止出口限制出口技术目录), by key words and by
 * the codes of its items. It suggests; whether the control points of an item are met is for people who know the technology. The
 * catalogue here is a sample of its form (示例，待核): one item that the notice of 2025 is reported to have added, and made-up ones.
 */
@Extension
public final class ExportCatalogue implements Screening {

    private static final ScreeningList LIST = new ScreeningList(
            "export-catalogue",
            Words.of(
                    "中国禁止出口限制出口技术目录（示例，待核）",
                    "Catalogue of technology prohibited or restricted to export (a sample, to be verified)",
                    "Каталог технологий, запрещённых и ограниченных к экспорту (образец)"),
            "sample-2025",
            LocalDate.of(2025, 7, 15),
            "示例；商务部、科技部公告2025年第28号的形式，条目、关键词待以公告原文核对",
            true);

    private static final String REGULATION = "中华人民共和国技术进出口管理条例";
    private static final LegalBasis PROHIBITED = LegalBasis.of(REGULATION, "第二十九条");
    private static final LegalBasis RESTRICTED = LegalBasis.of(REGULATION, "第三十二条");

    private static final Words NEXT_PROHIBITED = Words.of(
            "对照该条目的控制要点；属禁止出口的，不得出口。",
            "Compare with the control points of the item; what is prohibited is not exported.",
            "Сверьте с признаками контроля; запрещённое не вывозится.");
    private static final Words NEXT_RESTRICTED = Words.of(
            "对照该条目的控制要点；属限制出口的，先申请技术出口许可，取得许可意向书后方可实质性谈判。",
            "Compare with the control points of the item; what is restricted needs a licence, and a letter of intent before negotiations.",
            "Сверьте с признаками контроля; для ограниченного нужна лицензия, а до переговоров — предварительное согласие.");

    /**
     * One item.
     *
     * @param from the day it came into the catalogue
     * @param until the last day it was in it, if it left
     */
    private record Item(
            String code,
            String name,
            boolean prohibited,
            LocalDate from,
            Optional<LocalDate> until,
            List<String> words) {

        static Item of(List<String> fields) {
            return new Item(
                    fields.get(0),
                    fields.get(1),
                    fields.get(2).equals("J"),
                    LocalDate.parse(fields.get(3)),
                    Optional.of(fields.get(4)).filter(day -> !day.isBlank()).map(LocalDate::parse),
                    Arrays.asList(fields.get(5).toLowerCase(Locale.ROOT).split("\\|")));
        }

        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && until.filter(day::isAfter).isEmpty();
        }
    }

    private final List<Item> items =
            ListFile.read("/lists/export-catalogue.tsv").stream().map(Item::of).toList();

    @Override
    public String id() {
        return "export-catalogue";
    }

    @Override
    public Words words() {
        return Words.of("出口技术目录筛查", "Technology in the export catalogue", "Проверка по экспортному каталогу");
    }

    @Override
    public List<ScreeningList> lists() {
        return List.of(LIST);
    }

    @Override
    public ScreeningResult screen(Request request) {
        ScreeningSubject subject = request.subject();
        if (subject.destination().equals("CHN")) {
            return new ScreeningResult.Clear();
        }
        String text = (subject.technology().name() + " " + subject.technology().text()).toLowerCase(Locale.ROOT);
        List<Hit> hits = new ArrayList<>();
        for (Item item : items) {
            if (item.holdsOn(subject.day())) {
                hit(item, text, subject).ifPresent(hits::add);
            }
        }
        if (!hits.isEmpty()) {
            hits.sort(Comparator.comparing(Hit::score).reversed().thenComparing(Hit::entry));
            return new ScreeningResult.Hits(hits);
        }
        return request.settings(ExportRules.class).everyExportByHand()
                ? new ScreeningResult.NeedsJudgement(List.of(new Question(
                        "COMPARE_WITH_CATALOGUE",
                        new Text(
                                "请对照公布的目录原文及控制要点：不在目录、限制出口、禁止出口，还是需要咨询主管部门？",
                                "Compare with the published catalogue and its control points: not in it, restricted, prohibited, or to be"
                                        + " asked of the authority?"),
                        RESTRICTED)))
                : new ScreeningResult.Clear();
    }

    private static Optional<Hit> hit(Item item, String text, ScreeningSubject subject) {
        if (subject.technology().codes().contains(item.code())) {
            return Optional.of(hit(item, new BigDecimal("100"), item.code()));
        }
        List<String> found = item.words().stream().filter(text::contains).toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(hit(
                        item,
                        // A key word alone suggests; the more of them, the more it does, and never for certain.
                        BigDecimal.valueOf(50)
                                .add(BigDecimal.valueOf(45L * found.size())
                                        .divide(BigDecimal.valueOf(item.words().size()), 2, RoundingMode.DOWN)),
                        String.join("、", found)));
    }

    private static Hit hit(Item item, BigDecimal score, String matched) {
        boolean chinese = matched.codePoints().anyMatch(Character::isIdeographic);
        return new Hit(
                LIST.id(),
                item.code() + " " + item.name(),
                score,
                Words.of(
                        "出现：" + matched,
                        chinese ? "key words of the item occur" : "it says: " + matched,
                        "встречается: " + matched),
                item.prohibited() ? PROHIBITED : RESTRICTED,
                item.prohibited() ? NEXT_PROHIBITED : NEXT_RESTRICTED);
    }
}
