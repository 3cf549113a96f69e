package org.longji.mail;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Recurring;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Sends the mails that wait. Every node does; a row is held while its mail is handed over, so no two hand over the same one. What the
 * server took is noted in the transaction that held the row: a mail is sent twice only when the node dies between the two.
 *
 * <p>A server that cannot be reached is nobody's mail's fault: nothing is counted, the node tries again after a while, longer each time.
 * A mail the server turns down for now is tried again later, a few times; one to an address that does not exist is not.
 */
@Dependent
public class MailSending implements Recurring {

    private static final Logger LOG = System.getLogger(MailSending.class.getName());

    static final int MOST_ATTEMPTS = 8;

    /** One turn of one node; the next follows soon. */
    private static final int MOST_AT_ONCE = 500;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** News that old is read in the console or not at all; a server that comes back after a week must not pour it out. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(4);

    private static final Duration KEPT = Duration.ofDays(90);

    private final Transactions transactions;
    private final MailServer server;
    private final Clock clock;

    private Instant pausedUntil = Instant.MIN;
    private Duration pause = FIRST_PAUSE;

    @Inject
    public MailSending(Transactions transactions, MailServer server, Clock clock) {
        this.transactions = transactions;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        if (server.available() && !clock.instant().isBefore(pausedUntil)) {
            send();
        }
    }

    /** Sends what is due and says how many mails the server took. */
    int send() {
        tidy();
        try (var conversation = new Conversation(server.session())) {
            int taken = 0;
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                var outcome = transactions.within(TenantScope.EVERYWHERE, em -> next(em, conversation));
                if (outcome == Outcome.NOTHING_DUE) {
                    break;
                }
                taken += outcome == Outcome.TAKEN ? 1 : 0;
            }
            pause = FIRST_PAUSE;
            return taken;
        } catch (Unreachable e) {
            pausedUntil = clock.instant().plus(pause);
            LOG.log(Level.WARNING, "The mail server cannot be reached; the next attempt is in " + pause, e.getCause());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            return 0;
        }
    }

    private void tidy() {
        transactions.within(TenantScope.EVERYWHERE, em -> {
            var now = clock.instant();
            int given = Sql.update(
                    em,
                    "update outgoing_mail set status = 'FAILED', ended_at = ?, failure = coalesce(failure, 'no server took it in time')"
                            + " where id in (select id from outgoing_mail where status = 'WAITING' and due_at <= ? and created_at < ?"
                            + " for update skip locked)",
                    now,
                    now,
                    now.minus(GIVEN_UP_AFTER));
            if (given > 0) {
                LOG.log(Level.WARNING, given + " mails were given up: no server took them in time");
            }
            return Sql.update(em, "delete from outgoing_mail where ended_at < ?", now.minus(KEPT));
        });
    }

    private enum Outcome {
        NOTHING_DUE,
        TAKEN,
        NOT_TAKEN
    }

    /** A mail whose turn has come, and to whom it goes as the account says now. */
    private record Due(
            UUID id,
            UUID account,
            boolean digest,
            boolean news,
            int attempts,
            int home,
            Optional<String> recipient,
            @Nullable String code,
            MailLanguage language) {

        static Due of(Row row) {
            boolean news = row.optionalUuid("notice_id").isPresent();
            return new Due(
                    row.uuid("id"),
                    row.uuid("account_id"),
                    row.bool("digest"),
                    news,
                    row.integer("attempts"),
                    row.integer("home"),
                    row.optionalText("recipient"),
                    row.optionalText("code").orElse(null),
                    row.optionalConstant("language", MailLanguage.class).orElse(MailLanguage.ZH));
        }
    }

    private Outcome next(EntityManager em, Conversation conversation) {
        var now = clock.instant();
        // The first of an account's digest stands for all of it: while one node holds that, the others find none of the
        // account's.
        var found = Sql.first(em, """
                select o.id, o.account_id, o.digest, o.notice_id, o.attempts, a.tenant as home, m.language, m.code,
                    case when o.notice_id is null then case when m.code_until > ? then m.pending end
                        else case when m.wants <> 'NEVER' then m.address end end as recipient
                from outgoing_mail o join account a on a.id = o.account_id left join mail_address m on m.account_id = o.account_id
                where o.status = 'WAITING' and o.due_at <= ? and not (o.digest and exists (select 1 from outgoing_mail e
                    where e.account_id = o.account_id and e.digest and e.status = 'WAITING' and e.due_at <= ?
                        and (e.due_at, e.id) < (o.due_at, o.id)))
                order by o.due_at, o.id limit 1 for update of o skip locked
                """, Due::of, now, now, now);
        if (found.isEmpty()) {
            return Outcome.NOTHING_DUE;
        }
        var due = found.get();
        var rows = due.digest() ? dayOf(em, due, now) : List.of(due.id());
        if (due.recipient().isEmpty()) {
            end(em, rows, "DROPPED", null);
            return Outcome.NOT_TAKEN;
        }
        try {
            conversation.hand(due, text(em, due, rows));
            end(em, rows, "SENT", null);
            return Outcome.TAKEN;
        } catch (SendFailedException e) {
            // An address the server does not know is listed as invalid; one that it turns down for now as valid and not
            // sent to.
            boolean forGood = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
            notTaken(em, due, rows, e, forGood);
        } catch (MessagingException e) {
            notTaken(em, due, rows, e, false);
        }
        return Outcome.NOT_TAKEN;
    }

    private static List<UUID> dayOf(EntityManager em, Due first, Instant now) {
        return Sql.query(
                em,
                "select id from outgoing_mail where account_id = ? and digest and status = 'WAITING' and due_at <= ? order by due_at, id for update",
                row -> row.uuid("id"),
                first.account(),
                now);
    }

    private MailText text(EntityManager em, Due due, List<UUID> rows) {
        if (!due.news()) {
            return MailText.ofCode(due.language(), server, due.home(), String.valueOf(due.code()));
        }
        var told = Sql.query(
                em,
                "select n.tenant, n.title_zh, n.title_en from outgoing_mail o join notice n on n.id = o.notice_id"
                        + " where o.id = any (?) order by n.created_at, n.id",
                row -> new MailText.Told(row.integer("tenant"), new Text(row.text("title_zh"), row.text("title_en"))),
                rows);
        return due.digest()
                ? MailText.ofDay(due.language(), server, due.home(), told)
                : MailText.ofMessage(due.language(), server, due.home(), told.get(0));
    }

    private void notTaken(EntityManager em, Due due, List<UUID> rows, MessagingException e, boolean forGood) {
        int attempts = due.attempts() + 1;
        var cause = e.getNextException() == null ? e : e.getNextException();
        var reason = String.valueOf(cause.getMessage()).strip();
        Sql.update(
                em,
                "update outgoing_mail set attempts = ?, due_at = ?, failure = ? where id = any (?)",
                attempts,
                clock.instant().plus(waitAfter(attempts)),
                reason,
                rows);
        if (forGood || attempts >= MOST_ATTEMPTS) {
            end(em, rows, "FAILED", reason);
            LOG.log(Level.WARNING, "Mail {0} was given up after {1} attempts: {2}", due.id(), attempts, reason);
        }
    }

    /** A minute, four, sixteen, an hour, four hours, six. */
    static Duration waitAfter(int attempts) {
        var wait = Duration.ofMinutes(1L << Math.min(2 * (attempts - 1), 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void end(EntityManager em, List<UUID> rows, String status, @Nullable String failure) {
        Sql.update(
                em,
                "update outgoing_mail set status = ?, ended_at = ?, failure = ? where id = any (?)",
                status,
                clock.instant(),
                failure,
                rows);
    }

    /** Nobody could be talked to. */
    private static final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreachable(MessagingException cause) {
            super(cause);
        }
    }

    /** With the server, begun when there is something to say and begun anew after a failure. */
    private final class Conversation implements AutoCloseable {

        private final Session session;
        private @Nullable Transport transport;

        Conversation(Session session) {
            this.session = session;
        }

        void hand(Due due, MailText text) throws MessagingException {
            var message = text.message(session, server, due.recipient().orElseThrow(), due.id(), clock);
            var open = transport == null ? begun() : transport;
            try {
                open.sendMessage(message, message.getAllRecipients());
            } catch (MessagingException e) {
                close();
                throw e;
            }
        }

        private Transport begun() {
            try {
                var begun = server.connected(session);
                transport = begun;
                return begun;
            } catch (MessagingException e) {
                throw new Unreachable(e);
            }
        }

        @Override
        public void close() {
            try {
                if (transport != null) {
                    transport.close();
                }
            } catch (MessagingException e) {
                LOG.log(Level.DEBUG, "The mail server did not say good-bye", e);
            } finally {
                transport = null;
            }
        }
    }
}
