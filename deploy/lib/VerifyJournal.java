import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Checks an exported journal with nothing but this file: every entry's hash, that each follows the one before, and that the sealed ends of
 * days lie on the chain and were sealed with a key that is given. It needs no server, no database and no library.
 */
public final class VerifyJournal {

    private final Map<String, String> keys = new HashMap<>();
    private final List<String[]> roots = new ArrayList<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private String tenant = "";
    private String last = "0".repeat(64);
    private long entries;

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("Usage: deploy/verify-journal FILE [KID:KEY …]");
            System.err.println("Keys are published at /api/v1/public/notices/keys; without them those in the file itself are taken.");
            System.exit(2);
        }
        try {
            System.exit(new VerifyJournal().verify(arguments));
        } catch (IOException e) {
            System.err.println("Cannot read " + arguments[0] + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private int verify(String[] arguments) throws IOException {
        boolean given = arguments.length > 1;
        for (int i = 1; i < arguments.length; i++) {
            var parts = arguments[i].split(":", 2);
            if (parts.length != 2) {
                System.err.println("A key is written KID:KEY, not " + arguments[i]);
                return 2;
            }
            keys.put(parts[0], parts[1]);
        }
        try (var in = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            var fault = read(in, given);
            if (fault != null) {
                return broken(fault);
            }
        }
        for (var root : roots) {
            var fault = check(root);
            if (fault != null) {
                return broken(fault);
            }
        }
        System.out.println("INTACT: tenant " + tenant + ", " + entries + " entries, " + roots.size() + " sealed days, head " + last);
        if (!given && !roots.isEmpty()) {
            System.out.println("The seals were checked with the keys in the file. Give the published ones to rule out that all of it was made anew.");
        }
        return 0;
    }

    private static int broken(String fault) {
        System.out.println("BROKEN: " + fault);
        return 1;
    }

    private String read(BufferedReader in, boolean given) throws IOException {
        var first = in.readLine();
        if (first == null || !first.equals("#longji-journal\t1")) {
            return "this is no exported journal of a known form";
        }
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var fields = fields(line);
            switch (fields[0]) {
                case "#tenant" -> tenant = fields[1];
                case "#key" -> {
                    if (!given) {
                        keys.put(fields[1], fields[3]);
                    }
                }
                case "#root" -> {
                    roots.add(fields);
                    hashes.put(Long.valueOf(fields[2]), "");
                }
                default -> {
                    var fault = entry(fields);
                    if (fault != null) {
                        return fault;
                    }
                }
            }
        }
        return null;
    }

    private String entry(String[] fields) {
        if (fields.length != 11) {
            return "after entry " + entries + ": a line that is no entry";
        }
        entries++;
        if (!fields[0].equals(last) || !fields[2].equals(Long.toString(entries)) || !fields[1].equals(tenant)) {
            return "entry " + entries + " does not follow the one before: something was removed, added or moved";
        }
        if (!hash(fields).equals(fields[10])) {
            return "entry " + entries + " was altered: it does not have its hash";
        }
        last = fields[10];
        hashes.replace(entries, last);
        return null;
    }

    private static String hash(String[] fields) {
        var digest = sha256();
        for (int i = 0; i < 10; i++) {
            var bytes = fields[i].getBytes(StandardCharsets.UTF_8);
            digest.update(((i == 0 ? "" : ",") + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Day, place, hash and seal of a root. */
    private String check(String[] root) {
        if (!root[3].equals(hashes.get(Long.valueOf(root[2])))) {
            return "the chain is not the one that was sealed on " + root[1] + " with entry " + root[2];
        }
        var seal = root[4].split("\\.", 2);
        var key = keys.get(seal[0]);
        if (key == null) {
            return "the seal of " + root[1] + " was made with the key " + seal[0] + ", which is not among those given";
        }
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
            signature.update(("longji-journal|" + tenant + "|" + root[1] + "|" + root[2] + "|" + root[3]).getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(seal[1])) ? null : "the seal of " + root[1] + " is forged";
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "the seal of " + root[1] + " cannot be checked: " + e.getMessage();
        }
    }

    private static String[] fields(String line) {
        var raw = line.split("\t", -1);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i].indexOf('\\') >= 0) {
                raw[i] = plain(raw[i]);
            }
        }
        return raw;
    }

    private static String plain(String field) {
        var text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                char next = field.charAt(++i);
                text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
