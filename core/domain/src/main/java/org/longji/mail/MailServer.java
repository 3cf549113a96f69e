package org.longji.mail;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.shared.StartupStep;

/**
 * The mail server the installation hands its mail to, from {@code longji.mail.*} (as environment {@code LONGJI_MAIL_*}). Without a
 * host nothing is sent and nothing is wrong; half a configuration ends the start with a sentence about what is missing.
 */
@Dependent
public class MailServer implements StartupStep {

    /** In milliseconds. A server that does not answer must not hold up the others' mails for long. */
    private static final String CONNECTING = "10000";

    private static final String ANSWERING = "30000";

    /** How the conversation is kept from being read. */
    private enum Security {
        /** Not at all: for a relay on the same machine or network. */
        NONE("25"),
        /** The server has to switch to TLS before it is told anything. */
        STARTTLS("587"),
        /** TLS from the first byte. */
        TLS("465");

        private final String port;

        Security(String port) {
            this.port = port;
        }
    }

    private final Optional<String> host;
    private final Optional<String> port;
    private final String security;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Optional<String> from;
    private final String console;

    /** A server described by the installation's settings, each as it was written there. */
    @Inject
    public MailServer(
            @ConfigProperty(name = "longji.mail.host") Optional<String> host,
            @ConfigProperty(name = "longji.mail.port") Optional<String> port,
            @ConfigProperty(name = "longji.mail.security", defaultValue = "STARTTLS") String security,
            @ConfigProperty(name = "longji.mail.user") Optional<String> user,
            @ConfigProperty(name = "longji.mail.password") Optional<String> password,
            @ConfigProperty(name = "longji.mail.from") Optional<String> from,
            @ConfigProperty(name = "longji.public.url", defaultValue = "http://localhost:8080") String console) {
        this.host = host.map(String::strip).filter(text -> !text.isEmpty());
        this.port = port;
        this.security = security.strip().toUpperCase(Locale.ROOT);
        this.user = user;
        this.password = password;
        this.from = from;
        this.console = console.replaceAll("/+$", "");
    }

    @Override
    public Stage stage() {
        return Stage.TENANTS;
    }

    /**
     * Looks through the settings; the server itself may be down and come up later.
     *
     * @throws IllegalStateException saying what is missing or cannot be meant
     */
    @Override
    public void run() {
        if (!available()) {
            return;
        }
        require(
                Arrays.stream(Security.values()).anyMatch(one -> one.name().equals(security)),
                "LONGJI_MAIL_SECURITY is NONE, STARTTLS or TLS, not " + security);
        require(
                port.isEmpty() || port.get().matches("[1-9]\\d{0,4}"),
                "LONGJI_MAIL_PORT is a number, not " + port.orElse(""));
        require(from.isPresent(), "LONGJI_MAIL_HOST is set; LONGJI_MAIL_FROM has to name the sender's address");
        require(from.map(MailServer::isAddress).orElse(false), "LONGJI_MAIL_FROM is no address: " + from.orElse(""));
        require(
                user.isPresent() == password.isPresent(),
                "LONGJI_MAIL_USER and LONGJI_MAIL_PASSWORD are set both or neither");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalStateException(sentence + ".");
        }
    }

    static boolean isAddress(String text) {
        try {
            var address = new InternetAddress(text, true);
            return address.getAddress().indexOf('@') > 0;
        } catch (AddressException e) {
            return false;
        }
    }

    /** Whether this installation sends e-mail. */
    public boolean available() {
        return host.isPresent();
    }

    String from() {
        return from.orElseThrow();
    }

    /** An address of the console. */
    String link(String path) {
        return console + path;
    }

    Session session() {
        var chosen = Security.valueOf(security);
        var settings = new Properties();
        settings.setProperty("mail.transport.protocol", "smtp");
        settings.setProperty("mail.smtp.host", host.orElseThrow());
        settings.setProperty("mail.smtp.port", port.orElse(chosen.port));
        settings.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
        settings.setProperty("mail.smtp.ssl.enable", Boolean.toString(chosen == Security.TLS));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(chosen == Security.STARTTLS));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(chosen == Security.STARTTLS));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty("mail.smtp.connectiontimeout", CONNECTING);
        settings.setProperty("mail.smtp.timeout", ANSWERING);
        settings.setProperty("mail.smtp.writetimeout", ANSWERING);
        return Session.getInstance(settings);
    }

    /** A conversation that is signed in; the caller closes it. */
    Transport connected(Session session) throws MessagingException {
        var transport = session.getTransport();
        transport.connect(user.orElse(null), password.orElse(null));
        return transport;
    }
}
