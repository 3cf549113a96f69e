package org.longji.tenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.longji.shared.ConfigurationException;
import org.longji.shared.Sha256;

/**
 * The tree of tenants as a {@code tenants-config} directory describes it: checked as a whole, or not there at all.
 *
 * @param tenants all divisions, each after its parent, in the order of their codes
 * @param successions former divisions and their successors, in the order of their codes
 * @param hash of the whole directory, equal exactly when no file in it changed
 */
public record TenantConfiguration(List<TenantDefinition> tenants, List<SuccessionDefinition> successions, String hash) {

    public TenantConfiguration {
        tenants = List.copyOf(tenants);
        successions = List.copyOf(successions);
    }

    /**
     * Reads and checks a directory.
     *
     * @throws ConfigurationException carrying every problem with file and line
     */
    public static TenantConfiguration read(Path directory) {
        return new TenantConfigurationReader(directory).read();
    }

    /** The division of a code, if the directory has it. */
    public Optional<TenantDefinition> tenant(int code) {
        return tenants.stream().filter(tenant -> tenant.code().code() == code).findFirst();
    }

    /**
     * SHA-256 over the names and contents of all files of a directory, without parsing any: a loader compares it with
     * the one it stored and skips an unchanged directory.
     */
    public static String hashOf(Path directory) {
        try (var walk = Files.walk(directory)) {
            var files = walk.filter(Files::isRegularFile)
                    .sorted((one, other) -> nameOf(directory, one).compareTo(nameOf(directory, other)))
                    .toList();
            var digest = Sha256.digest();
            for (var file : files) {
                // Lengths keep a name and a content apart that together give the same bytes.
                update(digest, nameOf(directory, file).getBytes(StandardCharsets.UTF_8));
                update(digest, Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + directory, unreadable);
        }
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    static String nameOf(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }
}
