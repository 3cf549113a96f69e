package org.longji.disbursement;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.longji.plugin.api.Money;
import org.longji.shared.Clocks;
import org.longji.shared.Sha256;

/**
 * A batch as a file for the bank, written payment by payment; core/docs/bank-files.md describes both formats. What it says comes from the
 * batch and its payments alone, so the same batch gives the same bytes.
 */
public abstract class BankFile implements Closeable {

    /** What a bank takes. */
    public enum Format {
        /** UTF-8 with byte order mark, RFC 4180. */
        CSV,
        /** ISO 20022 pain.001.001.09. */
        XML
    }

    /**
     * One payment.
     *
     * @param account digits alone
     */
    record Line(
            int position, String endToEndId, Money amount, String payee, String bank, String account, String purpose) {}

    /** Takes the bytes of a file for their SHA-256 and keeps none. */
    static final class Hashed extends OutputStream {

        private final MessageDigest digest = Sha256.digest();

        @Override
        public void write(int b) {
            digest.update((byte) b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    static BankFile begin(Format format, PaymentBatch batch, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new Csv(batch, out);
            case XML -> new Xml(batch, out);
        };
    }

    abstract void payment(Line line);

    /** Number of a batch in the bank's world: at most 35 characters, the same for ever. */
    static String messageId(UUID batch) {
        return "LJB" + batch.toString().replace("-", "");
    }

    private static final class Csv extends BankFile {

        private final CSVPrinter csv;
        private final String batch;

        Csv(PaymentBatch batch, OutputStream out) throws IOException {
            this.batch = messageId(batch.id());
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            writer.write('\uFEFF');
            csv = new CSVPrinter(writer, CSVFormat.RFC4180);
            csv.printRecord("批次号", "序号", "端到端标识", "收款人", "开户银行", "账号", "金额", "币种", "用途");
        }

        @Override
        void payment(Line line) {
            try {
                csv.printRecord(
                        batch,
                        line.position(),
                        line.endToEndId(),
                        guarded(line.payee()),
                        guarded(line.bank()),
                        line.account(),
                        line.amount(),
                        "CNY",
                        guarded(line.purpose()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String guarded(String text) {
            return PaymentChecks.isFormula(text) ? "'" + text : text;
        }

        @Override
        public void close() throws IOException {
            // The stream is its owner's.
            csv.flush();
        }
    }

    private static final class Xml extends BankFile {

        private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
        private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

        private final XMLStreamWriter xml;
        private final Writer writer;

        Xml(PaymentBatch batch, OutputStream out) throws IOException {
            try {
                writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
                // The JDK's own writer: a server's library would write other bytes.
                xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
                writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
                xml.writeStartElement("Document");
                xml.writeDefaultNamespace(NAMESPACE);
                xml.writeStartElement("CstmrCdtTrfInitn");
                xml.writeStartElement("GrpHdr");
                text("MsgId", messageId(batch.id()));
                text("CreDtTm", INSTANT.format(batch.preparedAt().atZone(Clocks.CHINA)));
                text("NbOfTxs", Integer.toString(batch.payments()));
                text("CtrlSum", batch.total().toString());
                nested(batch.payer(), "InitgPty", "Nm");
                xml.writeEndElement();
                xml.writeStartElement("PmtInf");
                text("PmtInfId", messageId(batch.id()));
                text("PmtMtd", "TRF");
                text("NbOfTxs", Integer.toString(batch.payments()));
                text("CtrlSum", batch.total().toString());
                nested(batch.executionDay().toString(), "ReqdExctnDt", "Dt");
                nested(batch.payer(), "Dbtr", "Nm");
                nested(batch.payerAccount(), "DbtrAcct", "Id", "Othr", "Id");
                nested(batch.payerBank(), "DbtrAgt", "FinInstnId", "Nm");
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }

        @Override
        void payment(Line line) {
            try {
                xml.writeCharacters("\n");
                xml.writeStartElement("CdtTrfTxInf");
                nested(line.endToEndId(), "PmtId", "EndToEndId");
                xml.writeStartElement("Amt");
                xml.writeStartElement("InstdAmt");
                xml.writeAttribute("Ccy", "CNY");
                xml.writeCharacters(line.amount().toString());
                xml.writeEndElement();
                xml.writeEndElement();
                nested(line.bank(), "CdtrAgt", "FinInstnId", "Nm");
                nested(line.payee(), "Cdtr", "Nm");
                nested(line.account(), "CdtrAcct", "Id", "Othr", "Id");
                nested(line.purpose(), "RmtInf", "Ustrd");
                xml.writeEndElement();
            } catch (XMLStreamException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        private void text(String name, String value) throws XMLStreamException {
            xml.writeStartElement(name);
            xml.writeCharacters(value);
            xml.writeEndElement();
        }

        private void nested(String value, String... names) throws XMLStreamException {
            for (int i = 0; i + 1 < names.length; i++) {
                xml.writeStartElement(names[i]);
            }
            text(names[names.length - 1], value);
            for (int i = 0; i + 1 < names.length; i++) {
                xml.writeEndElement();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                xml.writeEndElement();
                xml.writeEndElement();
                xml.writeEndElement();
                xml.flush();
                writer.write('\n');
                writer.flush();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        }
    }
}
