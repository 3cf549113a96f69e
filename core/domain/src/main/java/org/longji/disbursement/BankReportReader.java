package org.longji.disbursement;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.TextFile;

/** Reads what a bank sends back, line by line: pain.002 or our CSV, as its content tells (core/docs/bank-files.md). */
final class BankReportReader {

    /** More is no status report. */
    private static final int MOST_LINES = 1_000_000;

    private static final int LONGEST = 500;

    private static final Map<String, BankWord> WORDS = Map.ofEntries(
            Map.entry("成功", BankWord.SUCCEEDED),
            Map.entry("SUCCEEDED", BankWord.SUCCEEDED),
            Map.entry("失败", BankWord.FAILED),
            Map.entry("FAILED", BankWord.FAILED),
            Map.entry("退汇", BankWord.RETURNED),
            Map.entry("RETURNED", BankWord.RETURNED),
            Map.entry("处理中", BankWord.PENDING),
            Map.entry("PENDING", BankWord.PENDING));

    /** Codes of ISO 20022 (ExternalPaymentTransactionStatus1Code). A transaction is over when it is settled or rejected. */
    private static final Map<String, BankWord> CODES = Map.ofEntries(
            Map.entry("ACSC", BankWord.SUCCEEDED),
            Map.entry("ACCC", BankWord.SUCCEEDED),
            Map.entry("RJCT", BankWord.FAILED),
            Map.entry("ACCP", BankWord.PENDING),
            Map.entry("ACFC", BankWord.PENDING),
            Map.entry("ACSP", BankWord.PENDING),
            Map.entry("ACTC", BankWord.PENDING),
            Map.entry("ACWC", BankWord.PENDING),
            Map.entry("ACWP", BankWord.PENDING),
            Map.entry("PATC", BankWord.PENDING),
            Map.entry("PDNG", BankWord.PENDING),
            Map.entry("RCVD", BankWord.PENDING));

    private BankReportReader() {}

    /**
     * One payment as the bank sees it.
     *
     * @param word empty where it is none we know
     * @param said the bank's own word
     * @param sane whether amount and day could be read, where there were any
     */
    record Line(
            int number,
            String endToEndId,
            Optional<BankWord> word,
            String said,
            Optional<Money> amount,
            Optional<String> reason,
            Optional<String> reference,
            Optional<LocalDate> day,
            boolean sane) {}

    static BankReport.Format format(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(64)) {
                if (b == '<') {
                    return BankReport.Format.PAIN_002;
                }
                // A byte order mark and blanks may stand before the first element.
                if (b > ' ') {
                    return BankReport.Format.CSV;
                }
            }
        }
        return BankReport.Format.CSV;
    }

    /** @throws ProblemException FILE_NOT_READABLE when it is neither, or a broken one */
    static void read(Path file, BankReport.Format format, Consumer<Line> reader) {
        try {
            if (format == BankReport.Format.PAIN_002) {
                try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                    xml(in, reader);
                }
            } else {
                csv(file, reader);
            }
        } catch (XMLStreamException e) {
            throw notReadable("不是完整的 pain.002", "it is no whole pain.002");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---------------------------------------------------------------- CSV

    private static void csv(Path file, Consumer<Line> reader) throws IOException {
        var charset = TextFile.charset(file)
                .orElseThrow(() ->
                        notReadable("文字编码不是 UTF-8 或 GB18030", "the text is encoded neither in UTF-8 nor in GB18030"));
        var format = CSVFormat.DEFAULT.builder().setTrim(true).get();
        try (var text = TextFile.reader(file, charset);
                var csv = format.parse(text)) {
            var records = csv.iterator();
            if (!records.hasNext()) {
                throw notReadable("文件是空的", "the file is empty");
            }
            var head = records.next().toList();
            int id = column(head, "端到端标识", "endToEndId");
            int status = column(head, "状态", "status");
            if (id < 0 || status < 0) {
                throw notReadable("缺少列：端到端标识、状态", "a column is missing: endToEndId, status");
            }
            int amount = column(head, "金额", "amount");
            int reason = column(head, "原因", "reason");
            int reference = column(head, "银行流水号", "reference");
            int day = column(head, "日期", "day");
            while (records.hasNext()) {
                var row = records.next();
                var money = cell(row, amount).map(BankReportReader::money);
                var date = cell(row, day).map(BankReportReader::day);
                var said = cell(row, status).orElse("");
                reader.accept(new Line(
                        counted(row.getRecordNumber()),
                        cell(row, id).orElse(""),
                        Optional.ofNullable(WORDS.get(said.toUpperCase(Locale.ROOT))),
                        said,
                        money.flatMap(one -> one),
                        cell(row, reason),
                        cell(row, reference),
                        date.flatMap(one -> one),
                        money.map(Optional::isPresent).orElse(true)
                                && date.map(Optional::isPresent).orElse(true)));
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw notReadable("引号不成对", "a quote is not closed");
        }
    }

    private static int column(List<String> head, String zh, String en) {
        for (int i = 0; i < head.size(); i++) {
            if (head.get(i).equals(zh) || head.get(i).equalsIgnoreCase(en)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> cell(CSVRecord row, int column) {
        return column < 0 || column >= row.size() ? Optional.empty() : shortened(row.get(column));
    }

    // ---------------------------------------------------------------- pain.002

    private static void xml(InputStream in, Consumer<Line> reader) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        // A bank's report names no files of ours.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var xml = factory.createXMLStreamReader(in);
        boolean report = false;
        int number = 0;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("CstmrPmtStsRpt")) {
                report = true;
            } else if (xml.getLocalName().equals("TxInfAndSts")) {
                reader.accept(transaction(xml, counted(++number)));
            }
        }
        if (!report) {
            throw notReadable("不是 pain.002", "it is no pain.002");
        }
    }

    private static Line transaction(XMLStreamReader xml, int number) throws XMLStreamException {
        var path = new ArrayList<String>();
        var text = new StringBuilder();
        var id = Optional.<String>empty();
        var code = Optional.<String>empty();
        var reasons = new ArrayList<String>();
        var reference = Optional.<String>empty();
        var amount = Optional.<Optional<Money>>empty();
        var day = Optional.<Optional<LocalDate>>empty();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                path.add(xml.getLocalName());
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (path.isEmpty()) {
                    var said = code.orElse("");
                    return new Line(
                            number,
                            id.orElse(""),
                            Optional.ofNullable(CODES.get(said)),
                            said,
                            amount.flatMap(one -> one),
                            shortened(String.join(" ", reasons)),
                            reference,
                            day.flatMap(one -> one),
                            amount.map(Optional::isPresent).orElse(true)
                                    && day.map(Optional::isPresent).orElse(true));
                }
                var value = shortened(text.toString());
                switch (String.join("/", path)) {
                    case "OrgnlEndToEndId" -> id = value;
                    case "TxSts" -> code = value;
                    case "StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry", "StsRsnInf/AddtlInf" ->
                        value.ifPresent(reasons::add);
                    case "AcctSvcrRef" -> reference = value;
                    case "FctvIntrBkSttlmDt/Dt", "FctvIntrBkSttlmDt/DtTm" ->
                        day = value.map(one -> day(one.substring(0, Math.min(10, one.length()))));
                    case "OrgnlTxRef/Amt/InstdAmt", "OrgnlTxRef/IntrBkSttlmAmt" ->
                        amount = value.map(BankReportReader::money);
                    default -> {}
                }
                path.remove(path.size() - 1);
                text.setLength(0);
            }
        }
    }

    // ---------------------------------------------------------------- values

    private static Optional<Money> money(String text) {
        try {
            return Optional.of(Money.of(new java.math.BigDecimal(text.replace(",", "")).stripTrailingZeros()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(
                    text.length() == 8
                            ? LocalDate.parse(text, java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
                            : LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> shortened(String text) {
        var words = text.strip();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(words.length() > LONGEST ? words.substring(0, LONGEST) : words);
    }

    private static int counted(long number) {
        if (number > MOST_LINES) {
            throw notReadable("超过 " + MOST_LINES + " 行", "it has more than " + MOST_LINES + " lines");
        }
        return (int) number;
    }

    private static ProblemException notReadable(String zh, String en) {
        return new ProblemException(Problem.FILE_NOT_READABLE, Map.of("reason", new Text(zh, en)));
    }
}
