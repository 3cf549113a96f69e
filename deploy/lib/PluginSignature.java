import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Makes keys, signs archives and verifies signatures, in the form the server reads. */
final class PluginSignature {
    private static final String HEADER = "longji plugin signature 1";

    public static void main(String[] arguments) throws Exception {
        try {
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "key" -> key(Path.of(argument(arguments, 1)));
                case "sign" -> sign(Path.of(argument(arguments, 1)), Path.of(argument(arguments, 2)));
                case "verify" -> verify(Path.of(argument(arguments, 1)), Path.of(argument(arguments, 2)));
                default -> throw new IllegalArgumentException(
                        "Usage: deploy/plugin new NAME | key NAME | sign ARCHIVE.jar NAME.key | verify ARCHIVE.jar NAME.pub");
            }
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e instanceof IOException ? "Cannot read or write " + e.getMessage() : e.getMessage());
            System.exit(2);
        }
    }

    private static String argument(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException("An argument is missing; deploy/plugin without arguments says which.");
        }
        return arguments[index];
    }

    private static void key(Path name) throws IOException, GeneralSecurityException {
        Path secret = Path.of(name + ".key");
        Path open = Path.of(name + ".pub");
        if (Files.exists(secret) || Files.exists(open)) {
            throw new IllegalArgumentException(secret + " or " + open + " exists; a key is never written over.");
        }
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        // The public half is needed to sign, too: the signature names the key.
        Files.writeString(secret, pem("PUBLIC KEY", pair.getPublic().getEncoded()), java.nio.file.StandardOpenOption.APPEND);
        Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        System.out.println("fingerprint " + fingerprint(pair.getPublic()));
    }

    private static void sign(Path archive, Path secret) throws IOException, GeneralSecurityException {
        String text = Files.readString(secret);
        var factory = KeyFactory.getInstance("Ed25519");
        PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY", secret)));
        PublicKey open = factory.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC KEY", secret)));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        String said = said(fingerprint(open), archive);
        signature.update(said.getBytes(StandardCharsets.UTF_8));
        Path file = Path.of(archive + ".sig");
        Files.writeString(file, said + "signature " + Base64.getEncoder().encodeToString(signature.sign()) + "\n");
        System.out.println(file);
    }

    private static void verify(Path archive, Path open) throws IOException, GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(block(Files.readString(open), "PUBLIC KEY", open)));
        String text = Files.readString(Path.of(archive + ".sig"));
        String said = said(fingerprint(key), archive);
        boolean fits = false;
        if (text.startsWith(said + "signature ")) {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(said.getBytes(StandardCharsets.UTF_8));
            fits = signature.verify(
                    Base64.getDecoder().decode(text.substring((said + "signature ").length()).strip()));
        }
        System.out.println(fits ? "The signature fits." : "The signature does not fit this archive and this key.");
        System.exit(fits ? 0 : 1);
    }

    private static String said(String fingerprint, Path archive) throws IOException, GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
        return HEADER + "\nkey " + fingerprint + "\narchive " + HexFormat.of().formatHex(hash) + "\n";
    }

    private static String fingerprint(PublicKey key) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()), 0, 16);
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + what + "-----\n";
    }

    private static byte[] block(String text, String what, Path file) {
        int begin = text.indexOf("-----BEGIN " + what + "-----");
        int end = text.indexOf("-----END " + what + "-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(file + " holds no " + what.toLowerCase(java.util.Locale.ROOT) + ".");
        }
        return Base64.getMimeDecoder().decode(text.substring(begin + ("-----BEGIN " + what + "-----").length(), end));
    }
}
