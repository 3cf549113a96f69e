package org.longji.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.longji.contract.Subtypes;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.PartyKind;
import org.longji.plugin.api.Text;
import org.longji.statistics.StatisticsReport;
import org.longji.statistics.StatisticsReport.Dimension;
import org.longji.statistics.StatisticsReport.Figures;
import org.longji.statistics.StatisticsReport.Region;

/** A report of registered contracts as XLSX: the totals and the flow on the first sheet, every dimension on one of its own. */
public final class StatisticsWorkbook {

    private static final int WIDTH = 22;
    private static final String YUAN = "#,##0.00";
    private static final String COUNT = "#,##0";
    private static final String SHARE = "0.00%";
    private static final Map<Dimension, Text> TITLES = Map.ofEntries(
            Map.entry(Dimension.TYPE, new Text("合同类别", "Type")),
            Map.entry(Dimension.SUBTYPE, new Text("合同子类", "Sub-type")),
            Map.entry(Dimension.IP_CLASS, new Text("知识产权类别", "IP class")),
            Map.entry(Dimension.TECHNOLOGY_FIELD, new Text("技术领域", "Technology field")),
            Map.entry(Dimension.PLAN_SOURCE, new Text("计划来源", "Plan source")),
            Map.entry(Dimension.PROVIDER_KIND, new Text("卖方性质", "Kind of provider")),
            Map.entry(Dimension.RECIPIENT_KIND, new Text("买方性质", "Kind of recipient")),
            Map.entry(Dimension.ECONOMIC_GOAL, new Text("社会经济目标", "Social-economic goal")),
            Map.entry(Dimension.INDUSTRY, new Text("国民经济行业", "Industry")),
            Map.entry(Dimension.INTERMEDIARY, new Text("技术中介", "Intermediary")),
            Map.entry(Dimension.SIZE, new Text("成交额规模", "Size")));
    private static final Map<Region, Text> REGIONS = Map.of(
            Region.HERE, new Text("本区划", "Here"),
            Region.PROVINCE, new Text("省内其他", "Elsewhere in the province"),
            Region.COUNTRY, new Text("省外", "Other provinces"),
            Region.ABROAD, new Text("境外", "Abroad"));

    private StatisticsWorkbook() {}

    /**
     * Writes a report.
     *
     * @throws IOException when the reader goes away
     */
    public static void write(StatisticsReport report, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            var totals = workbook.newWorksheet("总表 Totals");
            head(totals, 0, "区划 Tenant", "报告期 Period");
            totals.inlineString(1, 0, Integer.toString(report.tenant()));
            totals.inlineString(1, 1, report.period());
            heads(totals, 3, new Text("项目", "Line"));
            line(totals, 4, "本期 This period", report.total());
            line(totals, 5, "上年同期 Year before", report.totalBefore());
            int y = 7;
            heads(totals, y, new Text("流向", "Flow"));
            for (var flow : report.flow().matrix()) {
                line(
                        totals,
                        ++y,
                        both(REGIONS.get(flow.from())) + " → " + both(REGIONS.get(flow.to())),
                        flow.figures());
            }
            line(totals, ++y, "输出合计 Output", report.flow().output());
            line(totals, ++y, "吸纳合计 Absorbed", report.flow().absorbed());
            var local = report.flow().localConversion();
            if (local != null) {
                totals.inlineString(++y, 0, "本地转化率 Local conversion");
                totals.value(y, 1, local);
                totals.style(y, 1).format(SHARE).set();
            }
            for (var table : report.dimensions()) {
                var title = TITLES.get(table.dimension());
                var sheet = workbook.newWorksheet(title.zh());
                heads(sheet, 0, title);
                head(sheet, 0, 4, "上年同期项数 Contracts before", "上年同期成交额 Amount before", "增幅 Growth");
                int row = 0;
                for (var value : table.values()) {
                    line(sheet, ++row, word(table.dimension(), value.value()), value.figures());
                    number(sheet, row, 4, value.before().contracts());
                    sheet.value(row, 5, value.before().contractAmount().toBigDecimal());
                    sheet.style(row, 5).format(YUAN).set();
                    if (value.growth() != null) {
                        sheet.value(row, 6, value.growth());
                        sheet.style(row, 6).format(SHARE).set();
                    }
                }
                sheet.freezePane(0, 1);
            }
        }
    }

    private static String word(Dimension dimension, String value) {
        if (value.isEmpty()) {
            return "未填写 Not stated";
        }
        return switch (dimension) {
            case TYPE -> Words.CONTRACT_TYPE.word(ContractType.valueOf(value));
            case SUBTYPE -> value + " " + Subtypes.name(value);
            case PROVIDER_KIND, RECIPIENT_KIND -> Words.PARTY_KIND.word(PartyKind.valueOf(value));
            case SIZE -> value.equals("0") ? "全部 All" : "≥ " + Long.parseLong(value) / 10_000 + " 万元";
            case INTERMEDIARY -> value.equals("YES") ? "有 Yes" : "无 No";
            default -> value;
        };
    }

    private static void heads(Worksheet sheet, int y, Text first) {
        head(sheet, y, both(first), "项数 Contracts", "合同成交额（元） Contract amount", "技术交易额（元） Technology amount");
    }

    private static void head(Worksheet sheet, int y, String... words) {
        head(sheet, y, 0, words);
    }

    private static void head(Worksheet sheet, int y, int from, String... words) {
        for (int x = 0; x < words.length; x++) {
            sheet.width(from + x, WIDTH);
            sheet.inlineString(y, from + x, words[x]);
            sheet.style(y, from + x).bold().set();
        }
    }

    private static void line(Worksheet sheet, int y, String what, Figures figures) {
        sheet.inlineString(y, 0, what);
        number(sheet, y, 1, figures.contracts());
        sheet.value(y, 2, figures.contractAmount().toBigDecimal());
        sheet.value(y, 3, figures.technologyAmount().toBigDecimal());
        sheet.style(y, 2).format(YUAN).set();
        sheet.style(y, 3).format(YUAN).set();
    }

    private static void number(Worksheet sheet, int y, int x, long count) {
        sheet.value(y, x, count);
        sheet.style(y, x).format(COUNT).set();
    }

    private static String both(Text text) {
        return text.zh() + " " + text.en();
    }
}
