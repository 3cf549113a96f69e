package org.longji.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.inbox.Inbox;
import org.longji.inbox.Message;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Clocks;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

/** A city whose people have mailboxes, on a real database and a real mail server. */
final class MailHouse implements AutoCloseable {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int DAQING = 230600;
    static final Text TITLE = new Text("请答复：示例批次", "Please answer: a sample round");

    /** The clock of the database, moved on. */
    static final class Later extends Clock {

        private volatile Duration by = Duration.ZERO;

        void forward(Duration more) {
            by = by.plus(more);
        }

        @Override
        public ZoneId getZone() {
            return Clocks.CHINA;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(Clock.system(zone), by);
        }

        @Override
        public Instant instant() {
            // Ahead of what the database wrote a moment ago.
            return Instant.now().plus(by).plusMillis(5);
        }
    }

    /** Turns recipients down whose name says so. */
    private static final class Picky extends Managers {

        private final SmtpManager manager = new SmtpManager(getImapHostManager(), getUserManager()) {
            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                var name = recipient.getEmail();
                return name.startsWith("unknown")
                        ? "550 5.1.1 no such mailbox"
                        : name.startsWith("full") ? "452 4.2.2 mailbox full" : null;
            }
        };

        @Override
        public SmtpManager getSmtpManager() {
            return manager;
        }
    }

    final TestDatabase database = TestDatabase.fresh().withTenants(HARBIN, DAQING);
    final Transactions transactions = database.transactions();
    final Later clock = new Later();
    final int port = freePort();
    GreenMail mailboxes = started();
    final MailServer server = server(Optional.of("127.0.0.1"), "NONE");
    final MailAddresses addresses = new MailAddresses(transactions, server, new Journal(), clock);

    MailServer server(Optional<String> host, String security) {
        return new MailServer(
                host,
                Optional.of(Integer.toString(port)),
                security,
                Optional.empty(),
                Optional.empty(),
                Optional.of("longji@example.org"),
                "https://longji.example.org/");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GreenMail started() {
        var started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)) {
            @Override
            protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers ignored) {
                managers = new Picky();
                return super.createServices(setups, managers);
            }
        };
        started.start();
        return started;
    }

    void down() {
        mailboxes.stop();
    }

    void up() {
        mailboxes = started();
    }

    @Override
    public void close() {
        mailboxes.stop();
    }

    /** One of the nodes. */
    MailSending node() {
        return new MailSending(transactions, server, clock);
    }

    Caller officer(int tenant, String name, Role role) {
        return account(tenant, name, Optional.empty(), role);
    }

    Caller applicant(int tenant, String name, String party) {
        return account(tenant, name, Optional.of(party), Role.APPLICANT);
    }

    private Caller account(int tenant, String name, Optional<String> party, Role role) {
        var id = UUID.randomUUID();
        database.asOwner(
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash, party) values ('"
                        + id
                        + "', " + tenant + ", '" + name + "', 'x', 'x', 'x', "
                        + party.map(code -> "'" + code + "'").orElse("null") + ")",
                "insert into role_grant (account_id, tenant, role) values ('" + id + "', " + tenant + ", '" + role
                        + "')");
        return new Caller(id, name, name, name, tenant, party, List.of(new RoleGrant(tenant, role)));
    }

    /** The same with an address that it confirmed. */
    Caller confirmed(Caller caller, String address, MailWish wants) {
        addresses.change(caller, new MailAddresses.Wish(address, wants, MailLanguage.ZH));
        database.asOwner(
                "update mail_address set address = pending, confirmed_at = now(), pending = null, code = null, code_until = null"
                        + " where account_id = '" + caller.accountId() + "'");
        database.asOwner("delete from outgoing_mail where account_id = '" + caller.accountId() + "'");
        return caller;
    }

    void deliver(Message... messages) {
        transactions.within(TenantScope.EVERYWHERE, em -> {
            Inbox.deliver(em, List.of(messages));
            return true;
        });
    }

    static Message to(Caller caller) {
        return Message.toAccount(
                caller.tenant(),
                caller.accountId(),
                "TRIAL",
                "contract",
                "1",
                TITLE,
                new Text("共 1,234.00 元，收款账户 6222", "1,234.00 CNY to account 6222"));
    }

    List<MimeMessage> received() {
        return Arrays.asList(mailboxes.getReceivedMessages());
    }

    static List<String> recipients(List<MimeMessage> mails) {
        return mails.stream().map(MailHouse::recipient).toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text (0) or the HTML (1) of a mail. */
    static String part(MimeMessage mail, int which) {
        try {
            return (String)
                    ((MimeMultipart) mail.getContent()).getBodyPart(which).getContent();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code that was mailed last. */
    String code() {
        var text = part(received().get(received().size() - 1), 0);
        return text.replaceFirst("(?s).*code=([A-Z0-9]+).*", "$1");
    }

    /** States of an account's mails, the oldest first. */
    List<String> states(Caller caller) {
        return transactions.within(
                TenantScope.EVERYWHERE,
                em -> Sql.query(
                        em,
                        "select status from outgoing_mail where account_id = ? order by created_at, id",
                        row -> row.text("status"),
                        caller.accountId()));
    }
}
