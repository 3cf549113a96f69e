package org.longji.server.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory that holds everything worth keeping: the database, the secrets, the logs. It is opened by one launcher at a time.
 * The lock belongs to the open file, so the system drops it with the process: a launcher that was killed leaves none behind.
 */
public final class DataDirectory implements AutoCloseable {
    /** Raised when a release lays its data out so that an older one would damage it. */
    static final int FORMAT = 1;

    /** Kept from the collector, which would close an unreachable file and drop its lock while the server still runs. */
    private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    static DataDirectory open(Path root) throws StartupFailure {
        try {
            Files.createDirectories(root);
            Path lockFile = root.resolve("launcher.lock");
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartupFailure("Another Longji is running on the data directory " + root
                        + "; stop it or choose another directory with --data.");
            }
            HELD.add(channel);
            DataDirectory directory = new DataDirectory(root, channel);
            directory.checkFormat();
            restrict(root);
            Files.createDirectories(directory.logs());
            return directory;
        } catch (IOException e) {
            throw new StartupFailure(
                    "The data directory " + root + " cannot be written; choose another one with --data.", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private void checkFormat() throws IOException, StartupFailure {
        Path file = root.resolve("format");
        if (Files.exists(file)) {
            String found = Files.readString(file).strip();
            int format;
            try {
                format = Integer.parseInt(found);
            } catch (NumberFormatException e) {
                throw new StartupFailure("The file " + file + " should hold a number but holds something else.", e);
            }
            if (format > FORMAT) {
                throw new StartupFailure("The data directory " + root + " was written by a newer Longji (format "
                        + format + ", this one knows " + FORMAT
                        + "); start that version, or choose another directory with --data.");
            }
        }
        Files.writeString(file, FORMAT + "\n");
    }

    /** Personal data and passwords lie in here: the owner alone may look. */
    private static void restrict(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    Path root() {
        return root;
    }

    /** The file of a secret that is generated when first asked for and readable by its owner alone. */
    public Path secretFile(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve("secrets"));
        restrict(folder);
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Path fresh = folder.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, generatedPassword(24) + "\n");
            Files.move(fresh, file);
        }
        return file;
    }

    /** What this node is called among those of its database, from its first start on and for good. */
    String nodeId() throws IOException {
        Path file = root.resolve("node");
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID() + "\n");
        }
        return Files.readString(file).strip();
    }

    public String secret(String name) throws IOException {
        return Files.readString(secretFile(name)).strip();
    }

    void forgetSecret(String name) throws IOException {
        Files.deleteIfExists(root.resolve("secrets").resolve(name));
    }

    private static String generatedPassword(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Whether something that happens once per data directory has happened. */
    boolean hasHappened(String what) {
        return Files.exists(root.resolve(what));
    }

    void markHappened(String what) throws IOException {
        Files.writeString(root.resolve(what), "");
    }

    @Override
    public void close() throws IOException {
        HELD.remove(channel);
        channel.close();
    }
}
