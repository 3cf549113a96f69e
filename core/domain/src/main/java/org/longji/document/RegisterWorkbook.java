package org.longji.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Color;
import org.dhatim.fastexcel.Workbook;
import org.longji.document.StreamedTable.Column;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.register.Registers;
import org.longji.register.RowFilter;
import org.longji.register.RowIntake;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;

/** The rows of a plugin's register as XLSX, written while they are read, and the empty workbook to fill in. */
public final class RegisterWorkbook {

    /** Columns of an export that say what the host knows of a row; an import passes over them. */
    static final List<String> OF_THE_HOST = List.of("状态 State", "区划 Tenant", "创建日期 Created", "办理期限 Due");

    private static final int WIDTH = 18;
    private static final int EXPLANATION_WIDTH = 50;

    private RegisterWorkbook() {}

    /**
     * Writes every row the filter finds, in the order of the list, a million at the most.
     *
     * @throws IOException when the reader goes away
     */
    public static void write(
            Registers registers,
            Caller caller,
            int tenant,
            String plugin,
            String register,
            RowFilter filter,
            OutputStream out)
            throws IOException {
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            var columns = new ArrayList<Column<Registers.Exported>>();
            for (var heading : registers.headings(caller, tenant, plugin, register)) {
                columns.add(new Column<>(
                        heading.zh() + " " + heading.en(), row -> row.values().get(heading.name())));
            }
            columns.add(new Column<>(OF_THE_HOST.get(0), Registers.Exported::state));
            columns.add(new Column<>(OF_THE_HOST.get(1), row -> Integer.toString(row.tenant())));
            columns.add(new Column<>(
                    OF_THE_HOST.get(2),
                    row -> row.createdAt().atZone(Clocks.CHINA).toLocalDate()));
            columns.add(new Column<>(OF_THE_HOST.get(3), Registers.Exported::dueOn));
            var table = new StreamedTable<>(workbook.newWorksheet("登记簿"), columns);
            registers.each(caller, tenant, plugin, register, filter, StreamedTable.MOST_ROWS, table::add);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    /** Writes the workbook to fill in: one column for each field a cell can hold, and what each means. */
    public static void template(RowIntake intake, int tenant, String plugin, String register, OutputStream out)
            throws IOException {
        var fields = intake.fields(tenant, plugin, register);
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            var sheet = workbook.newWorksheet("登记簿");
            for (int x = 0; x < fields.size(); x++) {
                var field = fields.get(x);
                // All cells are text: a number cell would cut identity numbers.
                sheet.style(x).format("@").set();
                sheet.value(0, x, field.words().zh() + (required(field) ? "*" : ""));
                sheet.style(0, x)
                        .bold()
                        .fillColor(required(field) ? Color.LEMON_CHIFFON : Color.PEARL)
                        .set();
                sheet.width(x, WIDTH);
            }
            sheet.freezePane(0, 1);
            sheet.finish();
            var explained = workbook.newWorksheet("填写说明");
            var head = List.of("列名", "Column", "必填 Required", "说明", "Explanation");
            for (int x = 0; x < head.size(); x++) {
                explained.value(0, x, head.get(x));
                explained.style(0, x).bold().set();
                explained.width(x, x > 2 ? EXPLANATION_WIDTH : WIDTH);
            }
            for (int i = 0; i < fields.size(); i++) {
                var field = fields.get(i);
                explained.value(i + 1, 0, field.words().zh());
                explained.value(i + 1, 1, field.words().en());
                explained.value(i + 1, 2, required(field) ? "是 yes" : "否 no");
                explained.value(i + 1, 3, explained(field, true));
                explained.value(i + 1, 4, explained(field, false));
            }
        }
    }

    private static boolean required(FieldShape field) {
        return field.kind() == FieldKind.LIST ? field.minItems() > 0 : !field.optional();
    }

    private static String explained(FieldShape field, boolean zh) {
        var what = switch (field.kind()) {
            case TEXT ->
                zh ? "文字，不超过 " + field.maxLength() + " 字" : "text, at most " + field.maxLength() + " characters";
            case MONEY -> zh ? "金额（元）" : "amount in yuan";
            case DECIMAL -> zh ? "小数" : "decimal";
            case WHOLE -> zh ? "整数" : "whole number";
            case YES_NO -> zh ? "是或否" : "是 (yes) or 否 (no)";
            case DATE -> zh ? "日期，如 2018-03-05" : "date such as 2018-03-05";
            case MOMENT -> zh ? "日期和时刻，如 2018-03-05 09:30" : "day and time such as 2018-03-05 09:30";
            case TIME -> zh ? "时刻，如 09:30" : "time such as 09:30";
            case CHOICE ->
                (zh ? "可选：" : "one of: ")
                        + field.choices().stream()
                                .map(option -> zh
                                        ? option.words().zh()
                                        : option.words().zh() + " ("
                                                + option.words().en() + ")")
                                .collect(Collectors.joining("、"));
            case ROW -> zh ? "所指记录的名称或标识" : "title or id of the row";
            case PARTY -> zh ? "统一社会信用代码或证件号码" : "code of the organisation or person";
            case CONTRACT -> zh ? "合同登记编号" : "registration number of the contract";
            case LIST -> {
                var element = field.element().orElseThrow();
                yield (zh ? "可填多项，以“；”分隔：" : "several, separated by ；: ") + explained(element, zh);
            }
            case GROUP -> "";
        };
        return field.unit().isEmpty() ? what : what + (zh ? "，单位：" : ", unit: ") + field.unit();
    }
}
