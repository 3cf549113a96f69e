package org.longji.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of all documents, Noto Sans SC, embedded with the glyphs a document uses. It is read when the first document
 * is made, not at start.
 */
final class PrintFont {

    /** 〓, the mark printers set for a character they do not have. */
    private static final int MISSING = 0x3013;

    private final PDType0Font font;
    private final CmapLookup glyphs;

    private PrintFont(PDType0Font font, CmapLookup glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    private static final class Source {

        // Ten megabytes, kept once: every document needs a font object of its own, parsed from these.
        private static final byte[] BYTES = read();

        private static byte[] read() {
            try (InputStream in = PrintFont.class.getResourceAsStream("NotoSansSC-Regular.ttf")) {
                if (in == null) {
                    throw new IllegalStateException("The font of the documents is missing");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static PrintFont embeddedIn(PDDocument document) throws IOException {
        TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(Source.BYTES));
        document.registerTrueTypeFontForClosing(parsed);
        return new PrintFont(PDType0Font.load(document, parsed, true), parsed.getUnicodeCmapLookup());
    }

    PDType0Font font() {
        return font;
    }

    /** The text with what the font cannot show replaced by 〓, so that a rare name never stops a certificate. */
    String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n') {
                printable.append('\n');
            } else if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                printable.append(' ');
            } else {
                printable.appendCodePoint(glyphs.getGlyphId(point) == 0 ? MISSING : point);
            }
        });
        return printable.toString();
    }
}
