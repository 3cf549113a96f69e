package org.longji.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A document is a PDF whose Chinese can be read, searched and reproduced")
class PdfPagesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 20);

    private static PdfPages certificate() {
        return new PdfPages("技术合同登记证明", DAY)
                .title("技术合同登记证明")
                .fields(List.of(
                        Map.entry("登记编号", "2301012026000001"),
                        Map.entry("项目名称", "高寒地区装备 Cold-climate Оборудование " + "长".repeat(60))))
                .qr("https://example.org/verify/2301012026000001?code=ABCD", "扫码核验")
                .signature("哈尔滨市登记机构", "2026年3月20日");
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    @DisplayName("its text can be read out again, Chinese, Latin and Cyrillic, and only the glyphs used are embedded")
    void readable() throws IOException {
        var pdf = certificate().bytes();
        assertThat(text(pdf))
                .contains("技术合同登记证明", "2301012026000001", "Cold-climate", "Оборудование", "2026年3月20日", "1 / 1");
        assertThat(pdf.length).isLessThan(200_000);
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("技术合同登记证明");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
        }
    }

    @Test
    @DisplayName("the same content gives the same bytes, other content others")
    void reproducible() {
        assertThat(certificate().bytes()).isEqualTo(certificate().bytes());
        assertThat(certificate().stamped("已撤销").bytes())
                .isNotEqualTo(certificate().bytes());
    }

    @Test
    @DisplayName("a phone reads the QR code off the page")
    void qrCode() throws Exception {
        try (var document = Loader.loadPDF(certificate().bytes())) {
            var image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            var read = new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))));
            assertThat(read.getText()).isEqualTo("https://example.org/verify/2301012026000001?code=ABCD");
        }
    }

    @Test
    @DisplayName("a character the font lacks, a control and a bidirectional mark do not stop it")
    void strangeCharacters() throws IOException {
        var name = "王" + Character.toString(0x2A6A5) + "\u202E\u0007氏";
        assertThat(text(new PdfPages("x", DAY).paragraph(name).bytes()))
                .contains("王〓")
                .contains("氏");
    }

    @Test
    @DisplayName("long lists run over pages, each numbered")
    void pages() throws IOException {
        var pdf = new PdfPages("x", DAY)
                .numbered(Collections.nCopies(120, "不符合：合同名称与内容相符，请更正。"))
                .bytes();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
        }
        assertThat(text(pdf)).contains("120. 不符合").contains("1 / ");
    }

    @Test
    @DisplayName("a long table has its head on every page and its total once; a short one is not torn from its heading")
    void tables() throws IOException {
        var columns = List.of(PdfPages.Column.words("期次", 2), PdfPages.Column.figures("金额", 5));
        var pdf = new PdfPages("x", DAY)
                .heading("分期", 122)
                .table(columns, Collections.nCopies(120, List.of("期", "1,000.00 元")), List.of("合计", "120,000.00 元"))
                .bytes();
        try (var document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            assertThat(text(pdf).split("期次", -1)).hasSize(pages + 1);
        }
        assertThat(text(pdf).split("合计", -1)).hasSize(2);
        // Wherever the page ends, heading, head and total stay together.
        for (int before = 20; before < 36; before++) {
            var torn = new PdfPages("x", DAY)
                    .numbered(Collections.nCopies(before, "一"))
                    .heading("分期", 5)
                    .table(columns, Collections.nCopies(3, List.of("期", "1.00 元")), List.of("合计", "3.00 元"))
                    .bytes();
            try (var document = Loader.loadPDF(torn)) {
                var stripper = new PDFTextStripper();
                stripper.setEndPage(1);
                var first = stripper.getText(document);
                assertThat(first.contains("分期")).as("%d", before).isEqualTo(first.contains("合计"));
            }
        }
    }
}
