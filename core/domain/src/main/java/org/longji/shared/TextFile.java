package org.longji.shared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Text files as they are sent in: UTF-8 with or without byte order mark, else GB18030, which is what Chinese Excel saves. */
public final class TextFile {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private TextFile() {}

    /** The encoding in which all of the file is text; empty when it is neither. */
    public static Optional<Charset> charset(Path file) throws IOException {
        for (var charset : new Charset[] {StandardCharsets.UTF_8, GB18030}) {
            if (isAll(file, charset)) {
                return Optional.of(charset);
            }
        }
        return Optional.empty();
    }

    /** Reads the file without its byte order mark; a byte that is no text in the encoding is an error. */
    public static Reader reader(Path file, Charset charset) throws IOException {
        var reader = new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        var buffered = new BufferedReader(reader);
        buffered.mark(1);
        if (buffered.read() != '\uFEFF') {
            buffered.reset();
        }
        return buffered;
    }

    private static boolean isAll(Path file, Charset charset) throws IOException {
        var buffer = new char[1 << 14];
        try (var reader = reader(file, charset)) {
            int read;
            do {
                read = reader.read(buffer);
            } while (read >= 0);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
