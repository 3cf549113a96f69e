package org.longji.print;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.vandeseer.easytable.RepeatedHeaderTableDrawer;
import org.vandeseer.easytable.TableDrawer;
import org.vandeseer.easytable.settings.HorizontalAlignment;
import org.vandeseer.easytable.structure.Row;
import org.vandeseer.easytable.structure.Table;
import org.vandeseer.easytable.structure.cell.TextCell;

/**
 * A document of A4 pages, written from top to bottom. The same calls give the same bytes: the dates in the file and its
 * identifier come from the content.
 *
 * <pre>{@code
 * byte[] pdf = new PdfPages("技术合同登记证明", day)
 *         .title("技术合同登记证明")
 *         .fields(List.of(Map.entry("登记编号", number)))
 *         .qr(link, "扫码核验")
 *         .bytes();
 * }</pre>
 */
public final class PdfPages {

    private static final float MARGIN = 56;
    private static final float TEXT = 11;
    private static final float LINE = 1.6f;
    private static final float LABEL_WIDTH = 130;
    private static final float QR_SIZE = 108;
    private static final Color GREY = new Color(95, 107, 122);
    private static final Color SHADE = new Color(243, 245, 249);
    private static final int TABLE_TEXT = 10;
    /** Height of a row of one line. */
    private static final float TABLE_ROW = 24;
    /** A table of so few rows stays on one page. */
    private static final int KEPT_ROWS = 12;

    private static final Color RED = new Color(179, 38, 30);

    /** A blank, a word of letters and digits, or one other character; each with the closing marks after it. */
    private static final Pattern PIECE =
            Pattern.compile("\\s|[（《「『“‘(〔]*(?:[\\p{IsLatin}\\p{N}.,:_+×%/-]+|\\P{M})[，。、；：！？）》」』”’)]*");

    private interface Part {
        void write(Layout layout) throws IOException;
    }

    private final String name;
    private final LocalDate day;
    private final List<Part> parts = new ArrayList<>();
    private String stamp = "";
    private String language = "zh-CN";

    /**
     * Begins a document.
     *
     * @param name title in the file's properties
     * @param day the document's date, also in the file's properties
     */
    public PdfPages(String name, LocalDate day) {
        this.name = name;
        this.day = day;
    }

    /** The heading, centred. */
    public PdfPages title(String text) {
        parts.add(layout -> layout.text(text, 20, HorizontalAlignment.CENTER, Color.BLACK, 12));
        return this;
    }

    /** Says that the document is in another language than Chinese. */
    public PdfPages in(String otherLanguage) {
        language = otherLanguage;
        return this;
    }

    /** The heading of a section; never the last line of a page. */
    public PdfPages heading(String text) {
        return heading(text, 0);
    }

    /**
     * The heading of a table; it goes to the next page with it.
     *
     * @param rows of the table, its head and total included
     */
    public PdfPages heading(String text, int rows) {
        parts.add(layout -> {
            layout.keep(Math.max(5 * TEXT * LINE, 3 * TEXT * LINE + Math.min(rows, KEPT_ROWS) * TABLE_ROW));
            layout.space(6);
            layout.text(text, 13, HorizontalAlignment.LEFT, Color.BLACK, 4);
        });
        return this;
    }

    /** A paragraph; line breaks in it are kept. */
    public PdfPages paragraph(String text) {
        parts.add(layout -> layout.text(text, TEXT, HorizontalAlignment.LEFT, Color.BLACK, 6));
        return this;
    }

    /** A paragraph in small grey letters. */
    public PdfPages remark(String text) {
        parts.add(layout -> layout.text(text, 9, HorizontalAlignment.LEFT, GREY, 4));
        return this;
    }

    /** Lines at the right, as for a signature. */
    public PdfPages signature(String... lines) {
        parts.add(layout -> {
            layout.space(18);
            for (var line : lines) {
                layout.text(line, TEXT, HorizontalAlignment.RIGHT, Color.BLACK, 2);
            }
        });
        return this;
    }

    /** Numbered reasons. */
    public PdfPages numbered(List<String> items) {
        parts.add(layout -> {
            int number = 1;
            for (var item : items) {
                layout.text(number++ + ". " + item, TEXT, HorizontalAlignment.LEFT, Color.BLACK, 4);
            }
        });
        return this;
    }

    /** A table of labels and values. */
    public PdfPages fields(List<Map.Entry<String, String>> fields) {
        parts.add(layout -> layout.fields(fields));
        return this;
    }

    /**
     * A column of a table.
     *
     * @param weight its width beside the others'
     * @param figures whether it holds figures, which stand at the right
     */
    public record Column(String title, int weight, boolean figures) {

        /** A column of words. */
        public static Column words(String title, int weight) {
            return new Column(title, weight, false);
        }

        /** A column of figures. */
        public static Column figures(String title, int weight) {
            return new Column(title, weight, true);
        }
    }

    /**
     * A table with a head, which stands again on every page it goes on to.
     *
     * @param total the last row, set off from the others; empty for none
     */
    public PdfPages table(List<Column> columns, List<List<String>> rows, List<String> total) {
        parts.add(layout -> layout.table(columns, rows, total));
        return this;
    }

    /**
     * A QR code with a caption beside it.
     *
     * @param content what a scan reads
     */
    public PdfPages qr(String content, String caption) {
        parts.add(layout -> layout.qr(content, caption));
        return this;
    }

    /** Writes a word large and red across every page, as over a document that no longer holds. */
    public PdfPages stamped(String word) {
        stamp = word;
        return this;
    }

    /** The finished file. */
    public byte[] bytes() {
        try (var document = new PDDocument()) {
            var layout = new Layout(document);
            for (var part : parts) {
                part.write(layout);
            }
            layout.finish(stamp);
            describe(document);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(PDDocument document) {
        var information = document.getDocumentInformation();
        information.setTitle(name);
        information.setProducer("Longji");
        var calendar = GregorianCalendar.from(day.atStartOfDay(ZoneOffset.UTC));
        information.setCreationDate(calendar);
        information.setModificationDate(calendar);
        document.getDocumentCatalog().setLanguage(language);
        document.setDocumentId((long) name.hashCode() << 32 | day.toEpochDay());
    }

    /** The pages so far and how far down the last one is written. */
    private static final class Layout {

        private final PDDocument document;
        private final PrintFont font;
        private PDPage page;
        private float y;

        Layout(PDDocument document) throws IOException {
            this.document = document;
            this.font = PrintFont.embeddedIn(document);
            this.page = newPage();
        }

        private PDPage newPage() {
            var added = new PDPage(PDRectangle.A4);
            document.addPage(added);
            y = added.getMediaBox().getHeight() - MARGIN;
            page = added;
            return added;
        }

        /** Begins a new page unless so much fits on this one. */
        void keep(float height) {
            if (y - height < MARGIN) {
                newPage();
            }
        }

        void space(float height) {
            y -= height;
        }

        private float width() {
            return page.getMediaBox().getWidth() - 2 * MARGIN;
        }

        void text(String text, float size, HorizontalAlignment alignment, Color colour, float after)
                throws IOException {
            for (var line : lines(font.printable(text), size, width())) {
                if (y - size * LINE < MARGIN) {
                    newPage();
                }
                float wide = font.font().getStringWidth(line) / 1000 * size;
                float x = switch (alignment) {
                    case CENTER -> MARGIN + (width() - wide) / 2;
                    case RIGHT -> MARGIN + width() - wide;
                    default -> MARGIN;
                };
                try (var stream = append()) {
                    stream.beginText();
                    stream.setFont(font.font(), size);
                    stream.setNonStrokingColor(colour);
                    stream.newLineAtOffset(x, y - size);
                    stream.showText(line);
                    stream.endText();
                }
                y -= size * LINE;
            }
            y -= after;
        }

        /**
         * Chinese breaks anywhere but before a closing mark; a word or a number is kept in one piece where a line holds it.
         */
        private List<String> lines(String text, float size, float width) throws IOException {
            var lines = new ArrayList<String>();
            for (var paragraph : text.split("\n", -1)) {
                var line = new StringBuilder();
                float used = 0;
                for (var piece : pieces(paragraph, size, width)) {
                    float wide = wide(piece, size);
                    if (used + wide > width && !line.isEmpty()) {
                        lines.add(line.toString().stripTrailing());
                        line.setLength(0);
                        used = 0;
                        if (piece.isBlank()) {
                            continue;
                        }
                    }
                    line.append(piece);
                    used += wide;
                }
                lines.add(line.toString());
            }
            return lines;
        }

        private List<String> pieces(String paragraph, float size, float width) throws IOException {
            var pieces = new ArrayList<String>();
            var found = PIECE.matcher(paragraph);
            while (found.find()) {
                var piece = found.group();
                if (wide(piece, size) <= width) {
                    pieces.add(piece);
                } else {
                    piece.codePoints().forEach(point -> pieces.add(Character.toString(point)));
                }
            }
            return pieces;
        }

        private float wide(String text, float size) throws IOException {
            return font.font().getStringWidth(text) / 1000 * size;
        }

        void fields(List<Map.Entry<String, String>> fields) throws IOException {
            float valueWidth = width() - LABEL_WIDTH;
            var table = Table.builder()
                    .addColumnsOfWidth(LABEL_WIDTH, valueWidth)
                    .font(font.font())
                    .fontSize((int) TEXT)
                    .borderColor(Color.GRAY)
                    .padding(6);
            for (var field : fields) {
                // Broken here, where Chinese is known; the table would look for spaces.
                var value = String.join("\n", lines(font.printable(field.getValue()), TEXT, valueWidth - 14));
                table.addRow(Row.builder()
                        .add(cell(font.printable(field.getKey()), SHADE))
                        .add(cell(value, Color.WHITE))
                        .build());
            }
            draw(TableDrawer.builder()
                    .table(table.build())
                    .startX(MARGIN)
                    .startY(y)
                    .endY(MARGIN)
                    .build());
        }

        void table(List<Column> columns, List<List<String>> rows, List<String> total) throws IOException {
            float all = columns.stream().mapToInt(Column::weight).sum();
            var widths = new float[columns.size()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = width() * columns.get(i).weight() / all;
            }
            var table = Table.builder()
                    .addColumnsOfWidth(widths)
                    .font(font.font())
                    .fontSize(TABLE_TEXT)
                    .borderColor(Color.GRAY)
                    .padding(5);
            table.addRow(
                    row(columns, widths, columns.stream().map(Column::title).toList(), SHADE));
            for (var cells : rows) {
                table.addRow(row(columns, widths, cells, Color.WHITE));
            }
            if (!total.isEmpty()) {
                table.addRow(row(columns, widths, total, SHADE));
            }
            keep(Math.min(rows.size() + 2, KEPT_ROWS) * TABLE_ROW);
            draw(RepeatedHeaderTableDrawer.builder()
                    .table(table.build())
                    .startX(MARGIN)
                    .startY(y)
                    .endY(MARGIN)
                    .numberOfRowsToRepeat(1)
                    .build());
        }

        private Row row(List<Column> columns, float[] widths, List<String> cells, Color background) throws IOException {
            var row = Row.builder();
            for (int i = 0; i < widths.length; i++) {
                var text = String.join("\n", lines(font.printable(cells.get(i)), TABLE_TEXT, widths[i] - 12));
                row.add(cell(
                        text,
                        background,
                        columns.get(i).figures() ? HorizontalAlignment.RIGHT : HorizontalAlignment.LEFT));
            }
            return row.build();
        }

        private void draw(TableDrawer drawer) throws IOException {
            int before = document.getNumberOfPages();
            drawer.page(page);
            drawer.draw(() -> document, () -> new PDPage(PDRectangle.A4), MARGIN);
            if (document.getNumberOfPages() > before) {
                page = document.getPage(document.getNumberOfPages() - 1);
            }
            y = drawer.getFinalY() - 12;
        }

        private static TextCell cell(String text, Color background) {
            return cell(text, background, HorizontalAlignment.LEFT);
        }

        private static TextCell cell(String text, Color background, HorizontalAlignment alignment) {
            return TextCell.builder()
                    .text(text)
                    .borderWidth(0.5f)
                    .backgroundColor(background)
                    .horizontalAlignment(alignment)
                    .build();
        }

        void qr(String content, String caption) throws IOException {
            if (y - QR_SIZE < MARGIN) {
                newPage();
            }
            var modules = modules(content);
            float module = QR_SIZE / modules.getWidth();
            try (var stream = append()) {
                stream.setNonStrokingColor(Color.BLACK);
                for (int row = 0; row < modules.getHeight(); row++) {
                    for (int column = 0; column < modules.getWidth(); column++) {
                        if (modules.get(column, row)) {
                            stream.addRect(MARGIN + column * module, y - (row + 1) * module, module, module);
                        }
                    }
                }
                stream.fill();
            }
            float top = y;
            float line = top - 16;
            for (var text : lines(font.printable(caption), 9, width() - QR_SIZE - 16)) {
                try (var stream = append()) {
                    stream.beginText();
                    stream.setFont(font.font(), 9);
                    stream.setNonStrokingColor(GREY);
                    stream.newLineAtOffset(MARGIN + QR_SIZE + 16, line);
                    stream.showText(text);
                    stream.endText();
                }
                line -= 9 * LINE;
            }
            y = Math.min(top - QR_SIZE, line) - 8;
        }

        private static com.google.zxing.common.BitMatrix modules(String content) {
            try {
                return new QRCodeWriter()
                        .encode(
                                content,
                                BarcodeFormat.QR_CODE,
                                0,
                                0,
                                Map.of(
                                        EncodeHintType.ERROR_CORRECTION,
                                        ErrorCorrectionLevel.M,
                                        EncodeHintType.MARGIN,
                                        2,
                                        EncodeHintType.CHARACTER_SET,
                                        "UTF-8"));
            } catch (WriterException e) {
                throw new IllegalArgumentException("Too long for a QR code: " + content.length() + " characters", e);
            }
        }

        void finish(String stamp) throws IOException {
            int pages = document.getNumberOfPages();
            for (int i = 0; i < pages; i++) {
                page = document.getPage(i);
                try (var stream = append()) {
                    stream.beginText();
                    stream.setFont(font.font(), 8);
                    stream.setNonStrokingColor(GREY);
                    stream.newLineAtOffset(page.getMediaBox().getWidth() / 2 - 10, MARGIN / 2);
                    stream.showText(i + 1 + " / " + pages);
                    stream.endText();
                    if (!stamp.isEmpty()) {
                        stream.beginText();
                        stream.setFont(font.font(), 64);
                        stream.setNonStrokingColor(RED);
                        stream.setTextMatrix(Matrix.getRotateInstance(Math.PI / 6, 150, 380));
                        stream.showText(font.printable(stamp));
                        stream.endText();
                    }
                }
            }
        }

        private PDPageContentStream append() throws IOException {
            return new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true, true);
        }
    }
}
