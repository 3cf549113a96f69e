package org.longji.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;

/**
 * The types of files that are taken. Whatever a browser would run (HTML, SVG), whatever holds other files (archives) and
 * whatever holds macros is not among them.
 */
public enum FileType {
    PDF("application/pdf", List.of("application/pdf"), List.of("pdf")),
    DOCX(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            List.of("application/zip", "application/x-tika-ooxml"),
            List.of("docx")),
    XLSX(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            List.of("application/zip", "application/x-tika-ooxml"),
            List.of("xlsx")),
    DOC("application/msword", List.of("application/msword", "application/x-tika-msoffice"), List.of("doc")),
    JPEG("image/jpeg", List.of("image/jpeg"), List.of("jpg", "jpeg")),
    PNG("image/png", List.of("image/png"), List.of("png")),
    TEXT("text/plain", List.of("text/plain"), List.of("txt"));

    // Without the name: the bytes alone are asked, the name is what they are held against.
    private static final Tika TIKA = new Tika();

    private final String mediaType;
    private final List<String> sniffed;
    private final List<String> extensions;

    FileType(String mediaType, List<String> sniffed, List<String> extensions) {
        this.mediaType = mediaType;
        this.sniffed = sniffed;
        this.extensions = extensions;
    }

    /** The media type it is handed out as. */
    public String mediaType() {
        return mediaType;
    }

    /** The endings a name may have, for people. */
    public static String extensions() {
        return Arrays.stream(values()).flatMap(type -> type.extensions.stream()).collect(Collectors.joining(", "));
    }

    /** The type a name claims by its ending. */
    static Optional<FileType> claimed(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.extensions.contains(extension))
                .findFirst();
    }

    /** What the bytes of a file look like, as a media type. */
    static String sniff(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return TIKA.detect(in);
        }
    }

    /** Whether a file is of this type, by its bytes. */
    boolean fits(Path file, String found) {
        return sniffed.contains(found)
                && switch (this) {
                    case DOCX -> holds(file, "word/document.xml") && !holds(file, "word/vbaProject.bin");
                    case XLSX -> holds(file, "xl/workbook.xml") && !holds(file, "xl/vbaProject.bin");
                    case PDF, DOC, JPEG, PNG, TEXT -> true;
                };
    }

    /** Looks into the directory of the archive only; nothing is unpacked. */
    private static boolean holds(Path file, String entry) {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException notAnArchive) {
            return false;
        }
    }
}
