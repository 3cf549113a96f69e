package org.longji.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.plugin.api.exchange.Format;
import org.longji.shared.Ed25519;
import org.longji.shared.Json;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sha256;

/**
 * A package of the partner, on disk: an archive with a manifest, or the bare file of messages in the channel's format. Nothing of it
 * is believed before it was counted and its hash compared.
 */
final class PackageFile implements AutoCloseable {

    /** Of a file inside the archive, unpacked. */
    private static final long MOST_BYTES = 256L << 20;

    private static final int MOST_MANIFEST = 100_000;

    private final Path file;
    private final Format format;
    private final Optional<ZipFile> zip;
    private final Optional<String> manifestText;
    private final Optional<Manifest> manifest;

    private PackageFile(
            Path file,
            Format format,
            Optional<ZipFile> zip,
            Optional<String> manifestText,
            Optional<Manifest> manifest) {
        this.file = file;
        this.format = format;
        this.zip = zip;
        this.manifestText = manifestText;
        this.manifest = manifest;
    }

    /**
     * Opens a package.
     *
     * @param channel id of the channel it must be of
     * @throws ProblemException PACKAGE_UNREADABLE where it is broken off, changed on its way, or of another channel
     */
    static PackageFile open(Path file, String channel, Format format) throws IOException {
        if (!isArchive(file)) {
            return new PackageFile(file, format, Optional.empty(), Optional.empty(), Optional.empty());
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (java.util.zip.ZipException e) {
            throw unreadable("压缩包不完整", "the archive is incomplete");
        }
        try {
            var text = text(zip, Manifest.FILE)
                    .orElseThrow(() -> unreadable("缺少 " + Manifest.FILE, Manifest.FILE + " is missing"));
            Manifest manifest;
            try {
                manifest = Json.read(text, Manifest.class);
            } catch (IllegalArgumentException e) {
                throw unreadable(Manifest.FILE + " 的内容不合要求", Manifest.FILE + " is not as it should be");
            }
            if (!Manifest.KIND.equals(manifest.kind())
                    || isMissing(manifest.items())
                    || isMissing(manifest.receipts())) {
                throw unreadable(Manifest.FILE + " 的内容不合要求", Manifest.FILE + " is not as it should be");
            }
            if (!channel.equals(manifest.channel()) || manifest.format() != format) {
                throw unreadable(
                        "它属于通道“" + manifest.channel() + "”", "it is of the channel '" + manifest.channel() + "'");
            }
            var opened = new PackageFile(file, format, Optional.of(zip), Optional.of(text), Optional.of(manifest));
            opened.expectWhole(manifest.items());
            opened.expectWhole(manifest.receipts());
            return opened;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** What somebody else wrote may lack anything. */
    private static boolean isMissing(Manifest.@Nullable Part part) {
        return part == null || part.file() == null;
    }

    private static boolean isArchive(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    private static Optional<String> text(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (var in = zip.getInputStream(entry)) {
            return Optional.of(new String(in.readNBytes(MOST_MANIFEST), StandardCharsets.UTF_8));
        }
    }

    private void expectWhole(Manifest.Part part) throws IOException {
        try (var in = open(part.file())) {
            if (!Sha256.hex(in).equals(part.sha256())) {
                throw unreadable(part.file() + " 与清单中的哈希不符", part.file() + " is not what the manifest says");
            }
        }
    }

    private InputStream open(String name) throws IOException {
        var archive = zip.orElseThrow();
        var entry = archive.getEntry(name);
        if (entry == null) {
            throw unreadable("缺少 " + name, name + " is missing");
        }
        return new Limited(archive.getInputStream(entry), MOST_BYTES);
    }

    /** Of the manifest, or of the file where there is none. */
    String sha256() throws IOException {
        if (manifestText.isPresent()) {
            return Sha256.hex(manifestText.get());
        }
        try (var in = Files.newInputStream(file)) {
            return Sha256.hex(in);
        }
    }

    Optional<String> manifest() {
        return manifestText;
    }

    /** Whether it carries a signature of this key. */
    boolean isSignedBy(PublicKey key) throws IOException {
        if (zip.isEmpty()) {
            return false;
        }
        var signature = text(zip.get(), Manifest.SIGNATURE_FILE).flatMap(Manifest::signature);
        return signature.isPresent() && Ed25519.isOf(key, Manifest.signed(manifestText.orElseThrow()), signature.get());
    }

    void items(Consumer<Map<String, Object>> reader) throws IOException {
        if (manifest.isPresent()) {
            part(manifest.get().items(), reader);
        } else {
            try (var in = Files.newInputStream(file)) {
                ItemFile.read(format, in, reader);
            }
        }
    }

    void receipts(Consumer<Map<String, Object>> reader) throws IOException {
        if (manifest.isPresent()) {
            part(manifest.get().receipts(), reader);
        }
    }

    private void part(Manifest.Part part, Consumer<Map<String, Object>> reader) throws IOException {
        long[] count = {0};
        try (var in = open(part.file())) {
            ItemFile.read(format, in, message -> {
                count[0]++;
                reader.accept(message);
            });
        }
        if (count[0] != part.count()) {
            throw unreadable(
                    part.file() + " 有 " + count[0] + " 条，清单写 " + part.count() + " 条",
                    part.file() + " holds " + count[0] + ", and the manifest says " + part.count());
        }
    }

    @Override
    public void close() {
        zip.ifPresent(archive -> {
            try {
                archive.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static ProblemException unreadable(String zh, String en) {
        return new ProblemException(Problem.PACKAGE_UNREADABLE, Map.of("reason", new Text(zh, en)));
    }

    /** Ends with a problem where more comes than may: an archive of a few kilobytes can hold gigabytes. */
    static final class Limited extends FilterInputStream {

        private final long most;
        private long seen;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) {
            seen += more;
            if (seen > most) {
                throw unreadable("内容超过 " + (most >> 20) + " MiB", "it holds more than " + (most >> 20) + " MiB");
            }
        }
    }
}
