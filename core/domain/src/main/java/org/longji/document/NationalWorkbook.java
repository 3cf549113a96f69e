package org.longji.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractFilter;
import org.longji.contract.ContractParty;
import org.longji.contract.Contracts;
import org.longji.contract.ReportedContract;
import org.longji.document.NationalSystem.Field;
import org.longji.document.StreamedTable.Column;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.Caller;

/**
 * Registered contracts under the national system's headings as XLSX, written while they are read; a second sheet says of
 * every field and code how sure it is. The ledger's import reads the file back.
 */
public final class NationalWorkbook {

    private static final Map<String, Function<ReportedContract, @Nullable Object>> VALUES = values();
    private static final int WIDE = 40;

    private NationalWorkbook() {}

    /**
     * Writes every registered contract the filter finds, in the order of the list, a million at the most.
     *
     * @throws IOException when the reader goes away
     */
    public static void write(Contracts contracts, Caller caller, int tenant, ContractFilter filter, OutputStream out)
            throws IOException {
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            var system = NationalSystem.get();
            var columns = system.fields().stream()
                    .map(field -> new Column<ReportedContract>(field.name(), one -> written(field, one)))
                    .toList();
            var sheet = workbook.newWorksheet("技术合同");
            var table = new StreamedTable<>(sheet, columns);
            contracts.eachReported(caller, tenant, filter, StreamedTable.MOST_ROWS, table::add);
            sheet.finish();
            explain(system, workbook.newWorksheet("字段与代码说明"));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static @Nullable Object written(Field field, ReportedContract contract) {
        var values = field.holds().stream()
                .map(key -> Objects.requireNonNull(VALUES.get(key), key).apply(contract))
                .toArray();
        if (values.length > 1) {
            return values[0] == null && values[1] == null ? null : text(values[0]) + "至" + text(values[1]);
        }
        return values[0] instanceof String word ? field.written(word) : values[0];
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, Function<ReportedContract, @Nullable Object>> values() {
        var values = new HashMap<String, Function<ReportedContract, @Nullable Object>>();
        values.put("registrationNumber", one -> one.contract().registrationNumber());
        values.put("nationalNumber", one -> one.contract().nationalNumber());
        values.put("title", one -> one.contract().title());
        values.put("validFrom", ReportedContract::validFrom);
        values.put("validUntil", ReportedContract::validUntil);
        values.put("signedOn", one -> one.contract().signedOn());
        party(
                values,
                "provider",
                one -> one.contract().provider(),
                ReportedContract::providerCountry,
                ReportedContract::providerNature);
        party(
                values,
                "recipient",
                one -> one.contract().recipient(),
                ReportedContract::recipientCountry,
                ReportedContract::recipientNature);
        values.put("type", one -> Words.CONTRACT_TYPE.word(one.contract().type()));
        values.put("subtype", one -> one.contract().subtype());
        values.put("ipClass", one -> one.contract().ipClass());
        values.put("technologyField", one -> one.contract().technologyField());
        values.put("technologyFieldSecondary", ReportedContract::technologyFieldSecondary);
        values.put("economicGoal", ReportedContract::economicGoal);
        values.put("industry", ReportedContract::industry);
        values.put("planSource", ReportedContract::planSource);
        values.put("planNumber", ReportedContract::planNumber);
        values.put("paymentMode", ReportedContract::paymentMode);
        values.put("contractAmount", one -> one.contract().contractAmount());
        values.put(
                "technologyAmount",
                one -> Objects.requireNonNullElse(
                        one.contract().assessedTechnologyAmount(),
                        one.contract().declaredTechnologyAmount()));
        values.put("technologyIncome", ReportedContract::approvedTechnologyIncome);
        values.put("expectedInvestment", ReportedContract::expectedInvestment);
        values.put("expectedOutput", ReportedContract::expectedOutput);
        values.put("intermediary", ReportedContract::intermediary);
        values.put("affiliatedParties", one -> answer(one.affiliatedParties()));
        values.put("overseas", NationalWorkbook::overseas);
        values.put("originalCurrency", ReportedContract::originalCurrency);
        values.put("originalContractAmount", ReportedContract::originalContractAmount);
        values.put(
                "firstRegistration",
                one -> one.firstRegistration() == null
                        ? null
                        : answer(one.firstRegistration() ? Answer.YES : Answer.NO));
        values.put("registeredOn", one -> one.contract().registeredOn());
        values.put("tenant", one -> Integer.toString(one.contract().tenant()));
        return Map.copyOf(values);
    }

    private static void party(
            Map<String, Function<ReportedContract, @Nullable Object>> values,
            String side,
            Function<ReportedContract, ContractParty> of,
            Function<ReportedContract, String> country,
            Function<ReportedContract, @Nullable String> nature) {
        values.put(side + "Name", one -> of.apply(one).name());
        values.put(
                side + "CreditCode",
                one -> RowReading.isMadeUp(of.apply(one).creditCode())
                        ? null
                        : of.apply(one).creditCode());
        values.put(
                side + "Country",
                one -> country.apply(one).equals(UNKNOWN_COUNTRY)
                        ? null
                        : NationalSystem.get().country(country.apply(one)));
        values.put(
                side + "Division",
                one -> of.apply(one).division() == 0
                        ? null
                        : Integer.toString(of.apply(one).division()));
        values.put(
                side + "Kind", one -> NationalSystem.get().nature(of.apply(one).kind(), nature.apply(one)));
    }

    /** What an organisation from abroad has while nobody said where it is from. */
    private static final String UNKNOWN_COUNTRY = "ZZZ";

    private static @Nullable String answer(Answer answer) {
        return answer == Answer.UNKNOWN ? null : Words.ANSWER.word(answer);
    }

    private static String overseas(ReportedContract one) {
        if (one.contract().provider().kind() == PartyKind.OVERSEAS) {
            return "引进";
        }
        return one.contract().recipient().kind() == PartyKind.OVERSEAS ? "输出" : "否";
    }

    private static void explain(NationalSystem system, Worksheet sheet) {
        int y = 0;
        line(sheet, y++, "P = 见于公开文本；MEM-H、MEM-M = 据记忆，前者把握大；HOUSE = 本系统所定。把握不足的代码一律写名称。");
        line(sheet, y++, "字段", "把握", "依据", "说明");
        for (var field : system.fields()) {
            line(sheet, y++, field.name(), field.certainty().mark(), field.source(), text(field.note()));
        }
        y++;
        line(sheet, y++, "单位性质", "把握", system.partyNatures().source(), "本系统的机构类别");
        for (var nature : system.partyNatures().codes()) {
            var kind = nature.kind();
            line(
                    sheet,
                    y++,
                    nature.code() + " " + nature.zh(),
                    nature.certainty().mark(),
                    text(nature.note()),
                    kind == null ? "" : Words.PARTY_KIND.word(kind) + (nature.standsFor() ? "（未填代码时以此报送）" : ""));
        }
        y++;
        line(
                sheet,
                y++,
                "国别",
                system.countries().certainty().mark(),
                system.countries().source(),
                "ISO 3166-1");
        for (var country : system.countries().codes().entrySet()) {
            line(sheet, y++, country.getValue(), "", "", country.getKey());
        }
        for (int x = 0; x < 4; x++) {
            sheet.width(x, x == 1 ? 10 : WIDE);
        }
    }

    private static void line(Worksheet sheet, int y, String... cells) {
        for (int x = 0; x < cells.length; x++) {
            sheet.inlineString(y, x, cells[x]);
        }
    }
}
