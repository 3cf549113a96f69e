package org.longji.plugin.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * A text in YAML, wherever it came from.
 *
 * @param name what complaints call it: a file, or a field of a form
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WrittenFile(String name, String text) {

    /** {@return the text of a file} */
    public static WrittenFile of(Path file) {
        try {
            return new WrittenFile(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** {@return the line on which a value stands, or its nearest ancestor that is there} */
    public int line(String pointer) {
        return YamlLines.of(text).line(pointer);
    }

    <T> T read(Class<T> type) {
        try {
            T read = Yaml.MAPPER.readValue(text, type);
            if (read == null) {
                throw new InvalidFile(this, 1, "", "there is nothing in it");
            }
            return read;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new InvalidFile(this, line, InvalidFile.pointer(e), e.getOriginalMessage());
        }
    }
}
