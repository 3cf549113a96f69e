package org.longji.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.registration.FilingHouse.HARBIN;
import static org.longji.registration.FilingHouse.refused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.attachment.AttachmentDetails;
import org.longji.shared.Caller;
import org.longji.shared.Problem;
import org.longji.shared.Role;
import org.longji.shared.Sql;
import org.longji.shared.SqlFailure;
import org.longji.shared.TenantScope;

@DisplayName("The documents of a filing")
class FilingAttachmentsTest {

    private static final String WORDS =
            "The developer shall design and test a cold chain controller for rice seedlings at minus thirty degrees, and hand over all drawings. ";

    @TempDir
    static Path data;

    private FilingHouse house;
    private UUID contract;

    @BeforeEach
    void draft() {
        house = new FilingHouse(data);
        contract = house.draft("寒地水稻");
    }

    @Test
    @DisplayName("come back byte by byte, however many pieces they are kept in")
    void roundTrip() throws IOException {
        var text = WORDS.repeat(15_000).getBytes(StandardCharsets.UTF_8);
        var added = add("CONTRACT_TEXT", "合同 文本.txt", text);
        assertThat(added.size()).isEqualTo(text.length).isGreaterThan(1024 * 1024);
        assertThat(added.mediaType()).isEqualTo("text/plain");
        var out = new ByteArrayOutputStream();
        house.files.open(house.seller, HARBIN, contract, added.id()).content().writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(text);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @DisplayName("have the same text hash as PDF, Word and plain text, and none without a text")
    void textHash() throws IOException {
        var pdf = add("CONTRACT_TEXT", "a.pdf", pdf(WORDS));
        var word = add("OTHER", "a.docx", archive("word/document.xml", word(WORDS)));
        var plain =
                add("OTHER", "a.txt", WORDS.toUpperCase().replace(" ", "\r\n\t").getBytes(StandardCharsets.UTF_8));
        assertThat(pdf.textHash()).isNotNull().isEqualTo(word.textHash()).isEqualTo(plain.textHash());
        assertThat(add("OTHER", "scan.pdf", pdf("1")).textHash()).isNull();
        assertThat(add("OTHER", "broken.pdf", "%PDF-1.7\nnothing more".getBytes(StandardCharsets.UTF_8))
                        .textHash())
                .isNull();
    }

    @Test
    @DisplayName("are told by their bytes: what is not what its name says is refused")
    void types() throws IOException {
        var program = new byte[512];
        System.arraycopy(new byte[] {'M', 'Z', (byte) 0x90, 0, 3}, 0, program, 0, 5);
        var script = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        for (var name : List.of("a.pdf", "a.docx", "a.png", "a.txt", "a.exe", "a", ".pdf")) {
            refused(Problem.ATTACHMENT_TYPE, () -> add("OTHER", name, program));
        }
        for (var name : List.of("a.txt", "a.html", "a.svg", "a.pdf")) {
            refused(Problem.ATTACHMENT_TYPE, () -> add("OTHER", name, script));
        }
        refused(Problem.ATTACHMENT_TYPE, () -> add("OTHER", "a.docx", archive("evil/x.xml", "x")));
        refused(
                Problem.ATTACHMENT_TYPE,
                () -> add("OTHER", "a.docx", archive("word/document.xml", word("x"), "word/vbaProject.bin", "x")));
        refused(Problem.INVALID_FIELDS, () -> add("OTHER", "a.pdf", new byte[0]));
        refused(Problem.INVALID_FIELDS, () -> add("NO_SUCH_KIND", "a.pdf", pdf(WORDS)));
        refused(Problem.INVALID_FIELDS, () -> add("IP_CERTIFICATE", "a.pdf", pdf(WORDS)));
        assertThat(list()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @DisplayName("have a name to show, never a path")
    void names() throws IOException {
        assertThat(add("OTHER", "../../etc/passwd.pdf", pdf("one")).name()).isEqualTo("passwd.pdf");
        assertThat(add("OTHER", "C:\\合同\\开发\u202e.pdf", pdf("two")).name()).isEqualTo("开发.pdf");
        assertThat(add("OTHER", "x".repeat(500) + ".pdf", pdf("three")).name())
                .hasSize(200)
                .endsWith(".pdf");
    }

    @Test
    @DisplayName("are limited: one, all together, and a sender that never ends")
    void limits() throws IOException {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 'a';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                java.util.Arrays.fill(buffer, offset, offset + length, (byte) 'a');
                given += length;
                return length;
            }
        };
        refused(
                Problem.ATTACHMENT_TOO_LARGE,
                () -> house.files.add(house.seller, HARBIN, contract, "OTHER", "a.txt", endless, -1));
        assertThat(endless.given).isLessThan(3 * 1024 * 1024);
        var untouched = endless.given;
        refused(
                Problem.ATTACHMENT_TOO_LARGE,
                () -> house.files.add(house.seller, HARBIN, contract, "OTHER", "a.txt", endless, 2L << 30));
        assertThat(endless.given).isEqualTo(untouched);
        var nearlyTwo = new byte[2 * 1024 * 1024 - 10];
        java.util.Arrays.fill(nearlyTwo, (byte) 'a');
        add("OTHER", "1.txt", nearlyTwo);
        refused(Problem.ATTACHMENT_ALREADY_THERE, () -> add("OTHER", "2.txt", nearlyTwo));
        nearlyTwo[0] = 'b';
        add("OTHER", "2.txt", nearlyTwo);
        nearlyTwo[0] = 'c';
        refused(Problem.ATTACHMENTS_TOO_LARGE, () -> add("OTHER", "3.txt", nearlyTwo));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @DisplayName("are sealed by the submission, also for who would go around the application, and open in a correction")
    void sealed() throws IOException {
        var first = add("CONTRACT_TEXT", "a.pdf", pdf(WORDS));
        house.registrations.submit(house.seller, HARBIN, contract, java.util.Optional.empty());
        refused(Problem.WRONG_STATUS, () -> add("OTHER", "b.pdf", pdf("b")));
        refused(Problem.WRONG_STATUS, () -> house.files.remove(house.seller, HARBIN, contract, first.id()));
        assertThatThrownBy(() -> sql("delete from attachment where id = ?", first.id()))
                .isInstanceOfSatisfying(
                        SqlFailure.class,
                        failure -> assertThat(failure.violates("attachment_sealed"))
                                .isTrue());
        assertThatThrownBy(() -> sql("update attachment set withdrawn_at = now() where id = ?", first.id()))
                .isInstanceOf(SqlFailure.class);
        assertThatThrownBy(() -> sql("update attachment set sha256 = repeat('0', 64) where id = ?", first.id()))
                .isInstanceOfSatisfying(
                        SqlFailure.class, failure -> assertThat(failure.state()).isEqualTo("42501"));
        house.database.asOwner("update contract set status = 'RETURNED' where id = '" + contract + "'");
        house.files.remove(house.seller, HARBIN, contract, first.id());
        add("CONTRACT_TEXT", "corrected.pdf", pdf(WORDS + "Corrected."));
        assertThat(list())
                .satisfiesExactly(
                        old -> assertThat(old.withdrawnAt()).isNotNull(),
                        corrected -> assertThat(corrected.withdrawnAt()).isNull());
    }

    @Test
    @DisplayName("of a draft are seen by who files; the buyer sees them from the submission on, a stranger never")
    void walls() throws IOException {
        var text = add("CONTRACT_TEXT", "a.pdf", pdf(WORDS));
        var stranger = FilingHouse.party("stranger", "91230100MA18XXXX0X");
        var elsewhere = FilingHouse.officer(FilingHouse.DAQING, Role.REGISTRAR, "daqing");
        for (Caller other : List.of(house.buyer, stranger)) {
            refused(Problem.NOT_FOUND, () -> house.files.list(other, HARBIN, contract));
            refused(Problem.NOT_FOUND, () -> house.files.open(other, HARBIN, contract, text.id()));
        }
        refused(Problem.TENANT_NOT_FOUND, () -> house.files.list(elsewhere, HARBIN, contract));
        refused(Problem.NOT_FOUND, () -> house.files.list(elsewhere, FilingHouse.DAQING, contract));
        house.registrations.submit(house.seller, HARBIN, contract, java.util.Optional.empty());
        assertThat(house.files.list(house.buyer, HARBIN, contract)).hasSize(1);
        refused(Problem.NOT_FOUND, () -> house.files.list(stranger, HARBIN, contract));
    }

    private AttachmentDetails add(String kind, String name, byte[] content) {
        return house.files.add(
                house.seller, HARBIN, contract, kind, name, new ByteArrayInputStream(content), content.length);
    }

    private List<AttachmentDetails> list() {
        return house.files.list(house.seller, HARBIN, contract);
    }

    private int sql(String statement, Object... parameters) {
        return house.database
                .transactions()
                .within(TenantScope.exactly(HARBIN), em -> Sql.update(em, statement, parameters));
    }

    private static List<Path> leftovers() throws IOException {
        try (var files = Files.list(data.resolve("incoming"))) {
            return files.toList();
        }
    }

    private static byte[] pdf(String text) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 8);
                content.setLeading(12);
                content.newLineAtOffset(40, 700);
                for (int at = 0; at < text.length(); at += 40) {
                    content.showText(text.substring(at, Math.min(text.length(), at + 40)));
                    content.newLine();
                }
                content.endText();
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static String word(String text) {
        return "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>" + text.replace(" ", "</w:t></w:r><w:r><w:t> ")
                + "</w:t></w:r></w:p></w:body></w:document>";
    }

    private static byte[] archive(String... entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
