package org.longji.rest.disbursement;

import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.longji.plugin.api.Text;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** The file of a form, on disk for as long as it is read. */
final class SentFile {

    private SentFile() {}

    /** Hands the part named {@code file} on, with its name, and removes it afterwards. */
    static <T> T with(List<EntityPart> parts, BiFunction<String, Path, T> reader) throws IOException {
        var part = parts.stream()
                .filter(one -> one.getName().equals("file"))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.MALFORMED_REQUEST,
                        Map.of("reason", new Text("缺少名为 file 的部分", "there is no part named file"))));
        var file = Files.createTempFile("longji", ".sent");
        try (var content = part.getContent()) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return reader.apply(part.getFileName().orElse("file"), file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
