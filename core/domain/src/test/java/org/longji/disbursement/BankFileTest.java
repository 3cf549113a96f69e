package org.longji.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.longji.disbursement.PaymentHouse.HARBIN;
import static org.longji.disbursement.PaymentHouse.form;
import static org.longji.disbursement.PaymentTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.disbursement.PaymentHouse.Due;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Problem;
import org.longji.shared.Sha256;

/** The files for the bank and those from it. */
@DisplayName("A batch is the same file every time, as CSV and as pain.001, and pain.002 is understood")
class BankFileTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId></GrpHdr>"
            + "<OrgnlPmtInfAndSts>";
    private static final String TAIL = "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";

    private final PaymentHouse house = new PaymentHouse();

    private PaymentBatch sent(Due... dues) {
        var round = house.round(List.of(dues));
        var batch = house.batches()
                .prepare(house.finance, HARBIN, round.id(), form(100, false))
                .batches()
                .get(0);
        return house.batches().send(house.finance, HARBIN, batch.id());
    }

    @Test
    @DisplayName("fetched twice it has the same bytes, whose hash was kept when it was prepared")
    void deterministic() {
        var batch = sent(Due.of(1, "100.01"), Due.of(2, "0.99"));
        var csv = house.file(batch.id(), BankFile.Format.CSV);
        assertThat(house.file(batch.id(), BankFile.Format.CSV)).isEqualTo(csv);
        assertThat(Sha256.hex(csv)).isEqualTo(batch.csvHash());
        assertThat(Sha256.hex(house.file(batch.id(), BankFile.Format.XML))).isEqualTo(batch.xmlHash());
    }

    @Test
    @DisplayName("the CSV begins with a byte order mark, ends its lines as RFC 4180 says, and holds what is paid")
    void csv() throws IOException {
        var batch = sent(Due.of(1, "100.01").to("示例企业1", PaymentHouse.account(1)), Due.of(2, "0.99"));
        var csv = house.file(batch.id(), BankFile.Format.CSV);
        assertThat(csv)
                .startsWith("\uFEFF批次号,序号,端到端标识,收款人,开户银行,账号,金额,币种,用途\r\n")
                .endsWith("\r\n");
        var rows = CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).get(3)).isEqualTo("示例企业1");
        assertThat(rows.get(1).get(6)).isEqualTo("100.01");
    }

    @Test
    @DisplayName("no cell is a formula to a spreadsheet, and quotes, commas and line ends stay inside it")
    void formulas() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var file = BankFile.begin(BankFile.Format.CSV, batch(1, "1.00"), out)) {
            file.payment(new BankFile.Line(1, "LJ1", Money.of("1.00"), "=1+1", "@银行,\"分\"行", "12345678", "-用途\n二"));
        }
        var row = CSVFormat.RFC4180
                .parse(new StringReader(out.toString(StandardCharsets.UTF_8)))
                .getRecords()
                .get(1);
        assertThat(row.get(3)).isEqualTo("'=1+1");
        assertThat(row.get(4)).isEqualTo("'@银行,\"分\"行");
        assertThat(row.get(8)).isEqualTo("'-用途\n二");
    }

    @Test
    @DisplayName("the pain.001 is valid by the schema of what we use of it, whatever stands in the names")
    void xml() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var file = BankFile.begin(BankFile.Format.XML, batch(2, "101.00"), out)) {
            file.payment(new BankFile.Line(
                    1, "LJ" + "A".repeat(32), Money.of("100.01"), "示例 <企业> & \"子\"", "示例银行", "12345678", "用途"));
            file.payment(new BankFile.Line(
                    2, "LJ" + "B".repeat(32), Money.of("0.99"), "𠮷示例", "示例银行", "1".repeat(32), "用途"));
        }
        validate(out.toString(StandardCharsets.UTF_8));
        validate(house.file(sent(Due.of(1, "12345.67")).id(), BankFile.Format.XML));
    }

    private static void validate(String xml) throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(BankFile.class.getResource("pain.001.001.09-subset.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    private static PaymentBatch batch(int payments, String total) {
        return new PaymentBatch(
                UUID.randomUUID(),
                HARBIN,
                UUID.randomUUID(),
                new Text("示例", "Sample"),
                1,
                PaymentBatchStatus.SENT,
                payments,
                Money.of(total),
                "示例市财政局",
                "示例银行",
                "12345678",
                LocalDate.of(2026, 6, 1),
                null,
                null,
                "x",
                Instant.parse("2026-06-01T02:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    @Test
    @DisplayName("a hundred thousand payments are written one by one")
    void many() throws IOException {
        for (var format : BankFile.Format.values()) {
            var counted = new long[1];
            var out = new OutputStream() {
                @Override
                public void write(int b) {
                    counted[0]++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    counted[0] += length;
                }
            };
            try (var file = BankFile.begin(format, batch(100_000, "100000.00"), out)) {
                for (int i = 1; i <= 100_000; i++) {
                    file.payment(new BankFile.Line(i, "LJ" + i, Money.of("1.00"), "示例企业", "示例银行", "12345678", "用途"));
                }
                // Most of it is out before the last one is in.
                assertThat(counted[0]).isGreaterThan(5_000_000);
            }
        }
    }

    private static String transaction(PaymentDetails payment, String status, String more) {
        return "<TxInfAndSts><OrgnlEndToEndId>" + payment.endToEndId() + "</OrgnlEndToEndId><TxSts>" + status
                + "</TxSts>" + more + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"CNY\">" + payment.amount()
                + "</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>";
    }

    @Test
    @DisplayName(
            "pain.002: settled is paid, rejected failed with its reason, in process changes nothing, others are looked into")
    void status() {
        var payments = house.payments(sent(Due.of(1, "1.00"), Due.of(2, "2.00"), Due.of(3, "3.00"), Due.of(4, "4.00"))
                .id());
        var report = house.take(HEAD
                + transaction(payments.get(0), "ACSC", "<AcctSvcrRef>B-77</AcctSvcrRef>")
                + transaction(
                        payments.get(1),
                        "RJCT",
                        "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>账号不存在</AddtlInf></StsRsnInf>")
                + transaction(payments.get(2), "ACSP", "")
                + transaction(payments.get(3), "CANC", "")
                + TAIL);
        assertThat(report)
                .extracting(BankReport::format, BankReport::applied, BankReport::unchanged, BankReport::mismatches)
                .containsExactly(BankReport.Format.PAIN_002, 2, 1, 1);
        var after = house.payments(payments.get(0).batch());
        assertThat(after)
                .extracting(PaymentDetails::status)
                .containsExactly(PaymentStatus.SUCCEEDED, PaymentStatus.FAILED, PaymentStatus.SENT, PaymentStatus.SENT);
        assertThat(after.get(0).bankReference()).isEqualTo("B-77");
        assertThat(after.get(1).bankReason()).isEqualTo("AC01 账号不存在");
        // Rejected after it was settled: not for us to say which is true.
        assertThat(house.take(HEAD + transaction(payments.get(0), "RJCT", "") + TAIL)
                        .mismatches())
                .isOne();
        house.assertBalanced();
    }

    @Test
    @DisplayName("a broken file, one with an outside entity, and one of another kind change nothing")
    void broken() {
        var payment = house.payments(sent(Due.of(1, "1.00")).id()).get(0);
        refused(Problem.FILE_NOT_READABLE, () -> house.take(HEAD + transaction(payment, "ACSC", "")));
        refused(Problem.FILE_NOT_READABLE, () -> house.take("<a/>"));
        refused(Problem.FILE_NOT_READABLE, () -> house.take("名称,值\n1,2\n"));
        refused(
                Problem.FILE_NOT_READABLE,
                () -> house.take(
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><Document><CstmrPmtStsRpt>&x;"
                                + transaction(payment, "ACSC", "") + "</CstmrPmtStsRpt></Document>"));
        assertThat(house.payments(payment.batch()).get(0).status()).isEqualTo(PaymentStatus.SENT);
        assertThat(house.text("select count(*)::text from bank_report")).isEqualTo("0");
        house.assertBalanced();
    }
}
