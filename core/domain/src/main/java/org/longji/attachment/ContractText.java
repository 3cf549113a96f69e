package org.longji.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.text.PDFTextStripper;
import org.longji.shared.Sha256;

/**
 * The fingerprint of a contract's text: SHA-256 of its letters and digits in their compatibility form and lower case. Blanks,
 * line breaks, punctuation and full-width forms do not count, so the same text is the same whether it came as PDF or as Word.
 */
public final class ContractText {

    /** Fewer letters than that say nothing about a contract: a scan with a page number on it has no text. */
    static final int SHORTEST = 100;

    /** What is read of a text at most; a file that unpacks to more is cut here, not followed. */
    private static final long LONGEST_BYTES = 64L * 1024 * 1024;

    private static final int LONGEST_CHARACTERS = 2_000_000;

    private ContractText() {}

    /** The fingerprint of a text, if it is long enough to have one. */
    public static Optional<String> hash(String text) {
        var letters = new Letters();
        letters.text.append(text);
        return letters.hash();
    }

    /** The fingerprint of a file's text; empty where it has none that can be read, such as a scan. */
    static Optional<String> hash(Path file, FileType type) {
        var letters = new Letters();
        try {
            switch (type) {
                case PDF -> readPdf(file, letters);
                case DOCX -> readWord(file, letters);
                case TEXT -> readPlain(file, letters);
                case XLSX, DOC, JPEG, PNG -> {
                    return Optional.empty();
                }
            }
        } catch (Enough enough) {
            return letters.hash();
        } catch (IOException | XMLStreamException | RuntimeException | StackOverflowError unreadable) {
            // A file made to break its reader is kept as bytes like any other; it just has no text.
            return Optional.empty();
        }
        return letters.hash();
    }

    private static void readPdf(Path file, Letters letters) throws IOException {
        var cache = MemoryUsageSetting.setupTempFileOnly(4 * LONGEST_BYTES).streamCache;
        try (var source = new RandomAccessReadBufferedFile(file);
                var document = Loader.loadPDF(source, cache)) {
            new PDFTextStripper().writeText(document, letters);
        }
    }

    private static void readWord(Path file, Letters letters) throws IOException, XMLStreamException {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (var zip = new ZipFile(file.toFile());
                var in = new Bounded(zip.getInputStream(zip.getEntry("word/document.xml")))) {
            var reader = factory.createXMLStreamReader(in);
            boolean inText = false;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    inText = reader.getLocalName().equals("t");
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    inText = false;
                } else if (inText && event == XMLStreamConstants.CHARACTERS) {
                    letters.write(reader.getText());
                }
            }
        }
    }

    private static void readPlain(Path file, Letters letters) throws IOException {
        try (Reader reader = new InputStreamReader(new Bounded(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            reader.transferTo(letters);
        }
    }

    /** The text is long enough to tell it apart; the rest is not read. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough", null, false, false);
        }
    }

    private static final class Bounded extends FilterInputStream {

        private long left = LONGEST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new Enough();
            }
        }
    }

    /** Takes the letters and digits out of what is written to it. */
    private static final class Letters extends Writer {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            text.append(characters, offset, Math.min(length, LONGEST_CHARACTERS - text.length()));
            if (text.length() == LONGEST_CHARACTERS) {
                throw new Enough();
            }
        }

        /** Whole at the end, not piece by piece: pieces would break where one form of a file breaks and another does not. */
        Optional<String> hash() {
            var letters = new StringBuilder();
            Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .codePoints()
                    .filter(Character::isLetterOrDigit)
                    .forEach(letters::appendCodePoint);
            return letters.length() < SHORTEST ? Optional.empty() : Optional.of(Sha256.hex(letters.toString()));
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
