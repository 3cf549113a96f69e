package org.longji.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.longji.contract.ContractFilter;
import org.longji.contract.ContractSummary;
import org.longji.contract.Contracts;
import org.longji.contract.Subtypes;
import org.longji.document.StreamedTable.Column;
import org.longji.shared.Caller;

/** The list of contracts as XLSX, written while it is read. */
public final class ContractWorkbook {

    private static final List<Column<ContractSummary>> COLUMNS = List.of(
            column("合同登记编号", "Registration number", ContractSummary::registrationNumber),
            column("全国系统编号", "National number", ContractSummary::nationalNumber),
            column("状态", "Status", one -> one.status().words().zh()),
            column("项目名称", "Title", ContractSummary::title),
            column("合同类别", "Type", one -> Words.CONTRACT_TYPE.word(one.type())),
            column("子类", "Sub-type", one -> one.subtype() + " " + Subtypes.name(one.subtype())),
            column("知识产权类别", "IP class", ContractSummary::ipClass),
            column("技术领域", "Technology field", ContractSummary::technologyField),
            column("签订日期", "Signed on", ContractSummary::signedOn),
            column("登记日期", "Registered on", ContractSummary::registeredOn),
            column("登记地", "Registered at", one -> Integer.toString(one.tenant())),
            column("卖方", "Provider", one -> one.provider().name()),
            column("卖方代码", "Provider's code", one -> one.provider().creditCode()),
            column(
                    "卖方性质",
                    "Provider's kind",
                    one -> Words.PARTY_KIND.word(one.provider().kind())),
            column(
                    "卖方区划",
                    "Provider's division",
                    one -> Integer.toString(one.provider().division())),
            column("买方", "Recipient", one -> one.recipient().name()),
            column("买方代码", "Recipient's code", one -> one.recipient().creditCode()),
            column(
                    "买方性质",
                    "Recipient's kind",
                    one -> Words.PARTY_KIND.word(one.recipient().kind())),
            column(
                    "买方区划",
                    "Recipient's division",
                    one -> Integer.toString(one.recipient().division())),
            column("合同成交额（元）", "Contract amount", ContractSummary::contractAmount),
            column("申报技术交易额（元）", "Declared technology amount", ContractSummary::declaredTechnologyAmount),
            column("核定技术交易额（元）", "Assessed technology amount", ContractSummary::assessedTechnologyAmount),
            column("实际到账额（元）", "Received", ContractSummary::receivedTotal));

    private ContractWorkbook() {}

    private static Column<ContractSummary> column(
            String zh, String en, Function<ContractSummary, @Nullable Object> value) {
        return new Column<>(zh + " " + en, value);
    }

    /**
     * Writes every contract the filter finds, in the order of the list, a million at the most.
     *
     * @throws IOException when the reader goes away
     */
    public static void write(Contracts contracts, Caller caller, int tenant, ContractFilter filter, OutputStream out)
            throws IOException {
        try (var workbook = new Workbook(out, "Longji", "1.0")) {
            var table = new StreamedTable<>(workbook.newWorksheet("技术合同"), COLUMNS);
            contracts.each(caller, tenant, filter, StreamedTable.MOST_ROWS, table::add);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
