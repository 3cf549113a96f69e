import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a small plugin that builds, passes the conformance kit and runs: a policy with its dated values and scenarios, or a register.
 * Inside the checkout it becomes a module of {@code plugins/pom.xml}; elsewhere it gets a reactor of its own, which builds it together
 * with what it needs of the checkout. Nothing is installed, and nothing is written over.
 */
final class NewPlugin {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String USAGE =
            "Usage: deploy/plugin new NAME [--register] [--tenant CODE] [--in DIR]\n"
                    + "  NAME          lower-case words joined by hyphens, such as my-city-incentives\n"
                    + "  --register    a register instead of a policy\n"
                    + "  --tenant CODE division that enacts the policy; Harbin (230100) unless said otherwise\n"
                    + "  --in DIR      the folder to make DIR/NAME in; the checkout's plugins unless said otherwise";

    private final Path root;
    private final Path target;
    private final Map<String, String> words;

    private NewPlugin(Path root, Path target, Map<String, String> words) {
        this.root = root;
        this.target = target;
        this.words = words;
    }

    public static void main(String[] arguments) {
        try {
            make(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("Cannot read or write " + e.getMessage());
            System.exit(2);
        }
    }

    private static void make(String[] arguments) throws IOException {
        // The checkout, then what was typed after "new".
        Path root = Path.of(arguments[0]).toRealPath();
        String name = null;
        boolean register = false;
        String tenant = "230100";
        Path in = root.resolve("plugins");
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--register" -> register = true;
                case "--tenant" -> tenant = value(arguments, ++i);
                case "--in" -> in = Path.of(value(arguments, ++i)).toAbsolutePath().normalize();
                default -> {
                    if (name != null || arguments[i].startsWith("-")) {
                        throw new IllegalArgumentException(USAGE);
                    }
                    name = arguments[i];
                }
            }
        }
        if (name == null) {
            throw new IllegalArgumentException(USAGE);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of a plugin: lower-case words joined by hyphens, such as my-city-incentives.");
        }
        Path target = in.resolve(name);
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target + " exists; nothing is written over. Choose another name or folder.");
        }
        boolean inside = in.equals(root.resolve("plugins"));
        if (!inside && in.startsWith(root)) {
            throw new IllegalArgumentException("Inside the checkout a plugin lies in " + root.resolve("plugins") + ".");
        }
        var words = new LinkedHashMap<String, String>();
        words.put("name", name);
        words.put("package", "org.longji.plugins." + name.replace("-", ""));
        words.put("longji", version(root));
        words.put("tenant", tenant);
        words.put("province", province(root, tenant));
        words.put("needs", register ? "registers" : "policies");
        words.put("description", register ? "Visits to enterprises as a register (sample)."
                : "A subsidy for buying technology as a policy (sample).");
        words.put("year", "2026");
        words.put("from", "2026-01-01");
        Files.createDirectories(target);
        Path real = target.toRealPath();
        words.put("root", real.relativize(root).toString());
        words.put("parent", real.relativize(root.resolve("plugins/pom.xml")).toString());
        var plugin = new NewPlugin(root, real, words);
        plugin.write(register);
        if (inside) {
            plugin.join();
        } else {
            plugin.standAlone();
        }
        System.out.println(plugin.next(inside, register));
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments[index];
    }

    private void write(boolean register) throws IOException {
        String packaged = words.get("package").replace('.', '/');
        String main = "src/main/java/" + packaged + "/";
        String test = "src/test/java/" + packaged + "/";
        copy("pom.xml", "pom.xml");
        copy("test-package-info.java", test + "package-info.java");
        if (register) {
            for (String file : List.of("Visit.java", "Report.java", "Visits.java", "package-info.java")) {
                copy("register/" + file, main + file);
            }
            copy("register/VisitsConformanceTest.java", test + "VisitsConformanceTest.java");
            return;
        }
        for (String file : List.of("Figures.java", "Subsidy.java", "package-info.java")) {
            copy("policy/" + file, main + file);
        }
        copy("policy/SubsidyConformanceTest.java", test + "SubsidyConformanceTest.java");
        copy("policy/scenarios.yaml", "src/main/resources/META-INF/longji/scenarios/" + words.get("name") + ".yaml");
        copy("policy/values.yaml", "tenants-config/" + words.get("province") + "/policies/" + words.get("name") + ".yaml");
    }

    private void copy(String template, String file) throws IOException {
        String text = Files.readString(root.resolve("deploy/lib/new-plugin").resolve(template));
        for (var word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        Path to = target.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, text);
    }

    /** A module like the others. */
    private void join() throws IOException {
        Path parent = root.resolve("plugins/pom.xml");
        String module = "        <module>" + words.get("name") + "</module>\n";
        String text = Files.readString(parent);
        if (!text.contains(module)) {
            Files.writeString(parent, text.replaceFirst("( *</modules>)", Matcher.quoteReplacement(module) + "$1"));
        }
    }

    private void standAlone() throws IOException {
        copy("reactor.xml", "reactor.xml");
        Files.createDirectories(target.resolve(".mvn"));
        Files.writeString(
                target.resolve(".mvn/maven.config"), "--file=reactor.xml\n-Dkit.skipTests=true\n-Dspotless.check.skip=true\n");
        Files.writeString(target.resolve(".gitignore"), "target/\n");
    }

    private String next(boolean inside, boolean register) {
        String name = words.get("name");
        var lines = new ArrayList<String>();
        lines.add("Made " + target + ". Next:");
        lines.add(inside
                ? "  mvn -pl plugins/" + name + " -am -Dkit.skipTests=true verify    builds it and runs the conformance kit"
                : "  cd " + target + " && mvn verify    builds it and runs the conformance kit");
        lines.add(inside
                ? "  deploy/run --dev                          runs it, and again after every compile"
                : "  deploy/run --dev --plugin " + target + "    runs it, and again after every compile");
        if (!register) {
            lines.add("Its dated values are a sample in " + target.resolve("tenants-config") + "; --dev takes them as law.");
        }
        return String.join("\n", lines);
    }

    /** The version of the checkout, as its plugins' parent names it. */
    private static String version(Path root) throws IOException {
        Path pom = root.resolve("plugins/pom.xml");
        Matcher version = Pattern.compile("<parent>.*?<version>([^<]+)</version>", Pattern.DOTALL)
                .matcher(Files.readString(pom));
        if (!version.find()) {
            throw new IllegalArgumentException(pom + " names no version.");
        }
        return version.group(1);
    }

    /** The folder of the province that a division lies in. */
    private static String province(Path root, String tenant) throws IOException {
        if (!tenant.matches("[0-9]{6}")) {
            throw new IllegalArgumentException("'" + tenant + "' is no division code: six digits, such as 230100.");
        }
        String code = tenant.substring(0, 2) + "0000";
        try (var folders = Files.list(root.resolve("tenants-config"))) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve("tenant.yaml");
                if (Files.exists(file)
                        && Files.readString(file).lines().anyMatch(line -> line.matches("code: *\"?" + code + "\"?.*"))) {
                    return folder.getFileName().toString();
                }
            }
        }
        throw new IllegalArgumentException("tenants-config has no province " + code + "; name a tenant of one it has.");
    }
}
