package org.longji.server.launch;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param port the HTTP port; 0 takes any free one
 * @param host the address to listen on; loopback unless somebody decides otherwise
 * @param data the data directory
 * @param demo whether demo accounts and data are loaded
 * @param database an outside PostgreSQL; empty means the embedded one
 * @param plugins the folder of plugin archives
 * @param tenants the folder of the tenants' configuration
 * @param cache where unpacked binaries are kept; they can be deleted at any time
 * @param development whether plugins are taken unsigned and from where they are built
 * @param publicUrl address under which the public reaches the console; empty means localhost and the port
 */
record Options(
        int port,
        String host,
        Path data,
        boolean demo,
        Optional<String> database,
        Path plugins,
        Path tenants,
        Path cache,
        boolean development,
        Optional<String> publicUrl) {

    static final String USAGE = """
            Usage: longji [--port N] [--host ADDRESS] [--data DIR] [--empty] [--database JDBC_URL]
                          [--plugins DIR] [--tenants DIR] [--cache DIR] [--public-url URL] [--dev]
              --port N             HTTP port, 0 for any free one (default 8080)
              --host ADDRESS       address to listen on (default 127.0.0.1)
              --data DIR           where data, secrets and logs are kept (default ~/.local/share/longji)
              --empty              no demo accounts and data
              --database JDBC_URL  an outside PostgreSQL 15 or newer instead of the embedded one; its account comes from
                                   the URL or from LONGJI_DATABASE_USER and LONGJI_DATABASE_PASSWORD
              --plugins DIR        plugin archives (default: plugins beside the launcher)
              --tenants DIR        tenants' configuration (default: tenants-config beside the launcher)
              --cache DIR          unpacked binaries (default: cache inside the data directory)
              --public-url URL     address under which the public reaches the console, printed in the QR codes of
                                   certificates and in mails (default http://localhost:PORT)
              --dev                take plugins unsigned, and reload them as they are built
            E-mail is sent by the server that LONGJI_MAIL_HOST names; see E-mail in README.md.""";

    static Options parse(List<String> arguments, Path home) throws StartupFailure {
        int port = 8080;
        String host = "127.0.0.1";
        Path data = Path.of(System.getProperty("user.home"), ".local", "share", "longji");
        boolean demo = true;
        Optional<String> database = Optional.empty();
        Path plugins = home.resolve("plugins");
        Path tenants = home.resolve("tenants-config");
        Optional<Path> cache = Optional.empty();
        boolean development = false;
        Optional<String> publicUrl = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--port" -> port = port(value(option, rest));
                case "--host" -> host = value(option, rest);
                case "--data" -> data = Path.of(value(option, rest));
                case "--empty" -> demo = false;
                case "--database" -> database = Optional.of(jdbcUrl(value(option, rest)));
                case "--plugins" -> plugins = Path.of(value(option, rest));
                case "--tenants" -> tenants = Path.of(value(option, rest));
                case "--cache" -> cache = Optional.of(Path.of(value(option, rest)));
                case "--public-url" -> publicUrl = Optional.of(httpUrl(value(option, rest)));
                case "--dev" -> development = true;
                default -> throw wrong("there is no option " + option);
            }
        }
        Path whole = data.toAbsolutePath().normalize();
        return new Options(
                port,
                host,
                whole,
                demo,
                database,
                plugins.toAbsolutePath().normalize(),
                tenants.toAbsolutePath().normalize(),
                cache.orElse(whole.resolve("cache")).toAbsolutePath().normalize(),
                development,
                publicUrl);
    }

    private static String value(String option, Iterator<String> rest) throws StartupFailure {
        if (!rest.hasNext()) {
            throw wrong(option + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) throws StartupFailure {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below in the same words as a number out of range.
        }
        throw wrong("--port takes a number from 0 to 65535, not " + text);
    }

    private static String jdbcUrl(String text) throws StartupFailure {
        if (!text.startsWith("jdbc:postgresql:")) {
            throw wrong("--database takes a URL that begins with jdbc:postgresql://");
        }
        return text;
    }

    private static String httpUrl(String text) throws StartupFailure {
        if (!text.matches("https?://[^\\s?#]+")) {
            throw wrong("--public-url takes an address that begins with https:// or http://");
        }
        return text;
    }

    private static StartupFailure wrong(String what) {
        return new StartupFailure(what + ".\n" + USAGE);
    }
}
