package org.longji.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A chain as tab-separated UTF-8 text: lines that begin with # say the tenant, the keys and the roots; each other line is an entry with its
 * fields in the order in which they are hashed, then its hash. A tab, line feed, carriage return or backslash in a field is written as
 * {@code \t}, {@code \n}, {@code \r}, {@code \\}.
 */
final class JournalExport {

    private final Writer out;

    JournalExport(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    void head(int tenant, List<Seals.PublishedKey> keys, List<JournalRoot> roots) {
        line("#longji-journal", "1");
        line("#tenant", Integer.toString(tenant));
        keys.forEach(key -> line("#key", key.kid(), key.algorithm(), key.key()));
        roots.forEach(
                root -> line("#root", root.day().toString(), Long.toString(root.seq()), root.hash(), root.seal()));
    }

    void entry(JournalEntry entry) {
        line(
                entry.previousHash(),
                Integer.toString(entry.tenant()),
                Long.toString(entry.seq()),
                JournalHash.instant(entry.at()),
                entry.actor(),
                entry.action(),
                entry.subjectType(),
                entry.subjectId(),
                entry.before(),
                entry.after(),
                entry.hash());
    }

    void end() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String... fields) {
        try {
            for (int i = 0; i < fields.length; i++) {
                out.write(i == 0 ? "" : "\t");
                out.write(fields[i]
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"));
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
