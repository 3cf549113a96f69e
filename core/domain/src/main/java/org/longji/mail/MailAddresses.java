package org.longji.mail;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/** What an account says about its own e-mail; nobody else's to read or to change. */
@Dependent
public class MailAddresses {

    static final Duration CODE_LASTS = Duration.ofHours(24);
    static final int CODES_A_DAY = 5;
    static final int MOST_FAILURES = 5;
    private static final int LONGEST = 254;

    /** Without letters and digits that look alike. */
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int CODE_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Transactions transactions;
    private final MailServer server;
    private final Journal journal;
    private final Clock clock;

    @Inject
    public MailAddresses(Transactions transactions, MailServer server, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.server = server;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What an account wants.
     *
     * @param address where mails shall go; absent leaves it as it is
     */
    public record Wish(
            @Nullable String address,
            @Nullable MailWish wants,
            @Nullable MailLanguage language) {}

    private record Stored(Optional<String> address, Optional<String> pending) {}

    /** The caller's own. */
    public MailProfile profile(Caller caller) {
        return transactions.withSettings(settings(caller), em -> profile(em, caller));
    }

    /**
     * Takes the wish down. An address that is not the confirmed one is sent a code, again if it was sent one before; until it is
     * confirmed, messages go where they went.
     *
     * @throws ProblemException MAIL_NOT_SET_UP for an address where nothing could be sent, MAIL_CODES_SPENT after too many codes
     */
    public MailProfile change(Caller caller, Wish wish) {
        var address = wish.address() == null ? null : wish.address().strip();
        new FieldChecks()
                .present(wish.wants(), "wants")
                .present(wish.language(), "language")
                .atMost(address, LONGEST, "address")
                .require(
                        address == null || (address.length() <= LONGEST && MailServer.isAddress(address)),
                        "address",
                        "邮箱地址的格式不正确。",
                        "This is no e-mail address.")
                .done();
        return transactions.withSettings(settings(caller), em -> {
            Sql.update(
                    em,
                    "insert into mail_address (account_id, tenant, wants, language) values (?, ?, ?, ?)"
                            + " on conflict (account_id) do update set wants = excluded.wants, language = excluded.language",
                    caller.accountId(),
                    caller.tenant(),
                    wish.wants(),
                    wish.language());
            var stored = Sql.first(
                            em,
                            "select address, pending from mail_address where account_id = ? for update",
                            row -> new Stored(row.optionalText("address"), row.optionalText("pending")),
                            caller.accountId())
                    .orElseThrow();
            if (address != null && stored.address().equals(Optional.of(address))) {
                forgetPending(em, caller);
            } else if (address != null) {
                sendCode(em, caller, address);
                journal(em, caller, "MAIL_ADDRESS_ENTERED");
            }
            return profile(em, caller);
        });
    }

    private void sendCode(EntityManager em, Caller caller, String address) {
        if (!server.available()) {
            throw new ProblemException(Problem.MAIL_NOT_SET_UP, Map.of());
        }
        var now = clock.instant();
        int sent = Sql.first(
                        em,
                        "select count(*)::int as n from outgoing_mail where account_id = ? and notice_id is null and created_at > ?",
                        row -> row.integer("n"),
                        caller.accountId(),
                        now.minus(Duration.ofDays(1)))
                .orElse(0);
        if (sent >= CODES_A_DAY) {
            throw new ProblemException(Problem.MAIL_CODES_SPENT, Map.of("count", CODES_A_DAY));
        }
        forgetPending(em, caller);
        Sql.update(
                em,
                "update mail_address set pending = ?, code = ?, code_until = ?, code_failures = 0 where account_id = ?",
                address,
                code(),
                now.plus(CODE_LASTS),
                caller.accountId());
        Sql.update(
                em,
                "insert into outgoing_mail (id, tenant, account_id, due_at, created_at) values (?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                caller.tenant(),
                caller.accountId(),
                now,
                now);
    }

    /** No address waits to be confirmed any more; a code that was not sent yet is not sent. */
    private void forgetPending(EntityManager em, Caller caller) {
        Sql.update(
                em,
                "update mail_address set pending = null, code = null, code_until = null where account_id = ?",
                caller.accountId());
        Sql.update(
                em,
                "update outgoing_mail set status = 'DROPPED', ended_at = ? where account_id = ? and notice_id is null and status = 'WAITING'",
                clock.instant(),
                caller.accountId());
    }

    private static String code() {
        var code = new StringBuilder();
        RANDOM.ints(CODE_LENGTH, 0, SIGNS.length()).forEach(i -> code.append(SIGNS.charAt(i)));
        return code.toString();
    }

    /**
     * Confirms the address the code was sent to; from now on messages go there.
     *
     * @throws ProblemException MAIL_CODE_WRONG for any code but the last one sent, after a day, and after five wrong ones
     */
    public MailProfile confirm(Caller caller, String code) {
        var confirmed = transactions.<Optional<MailProfile>>withSettings(settings(caller), em -> {
            int fits = Sql.update(
                    em,
                    "update mail_address set address = pending, confirmed_at = ?, pending = null, code = null, code_until = null"
                            + " where account_id = ? and code = ? and code_until > ? and code_failures < ?",
                    clock.instant(),
                    caller.accountId(),
                    code.strip().toUpperCase(java.util.Locale.ROOT),
                    clock.instant(),
                    MOST_FAILURES);
            if (fits == 0) {
                // Counted, so this transaction must not end with an exception.
                Sql.update(
                        em,
                        "update mail_address set code_failures = code_failures + 1 where account_id = ? and code is not null",
                        caller.accountId());
                return Optional.empty();
            }
            journal(em, caller, "MAIL_ADDRESS_CONFIRMED");
            return Optional.of(profile(em, caller));
        });
        return confirmed.orElseThrow(() -> new ProblemException(Problem.MAIL_CODE_WRONG, Map.of()));
    }

    /** Forgets everything about the caller's e-mail; what still waits is not sent. */
    public void remove(Caller caller) {
        transactions.withSettings(settings(caller), em -> {
            forgetPending(em, caller);
            if (Sql.update(em, "delete from mail_address where account_id = ?", caller.accountId()) > 0) {
                journal(em, caller, "MAIL_ADDRESS_REMOVED");
            }
            return true;
        });
    }

    private MailProfile profile(EntityManager em, Caller caller) {
        var failure = Sql.first(
                        em,
                        "select status, ended_at, failure from outgoing_mail where account_id = ? and status in ('SENT', 'FAILED')"
                                + " order by ended_at desc limit 1",
                        row -> row.text("status").equals("FAILED")
                                ? Optional.of(new MailProfile.Failure(row.instant("ended_at"), row.text("failure")))
                                : Optional.<MailProfile.Failure>empty(),
                        caller.accountId())
                .flatMap(found -> found)
                .orElse(null);
        return Sql.first(
                        em,
                        "select address, pending, wants, language from mail_address where account_id = ?",
                        row -> new MailProfile(
                                server.available(),
                                row.optionalText("address").orElse(null),
                                row.optionalText("pending").orElse(null),
                                row.constant("wants", MailWish.class),
                                row.constant("language", MailLanguage.class),
                                failure),
                        caller.accountId())
                .orElseGet(
                        () -> new MailProfile(server.available(), null, null, MailWish.EACH, MailLanguage.ZH, failure));
    }

    /** That it happened is everybody's to check; the address is not. */
    private void journal(EntityManager em, Caller caller, String action) {
        journal.append(
                em,
                caller.tenant(),
                caller,
                action,
                "account",
                caller.accountId().toString(),
                null,
                null);
    }

    /** The account's own rows, and the journal of the tenant that keeps it. */
    private static Map<String, String> settings(Caller caller) {
        return Map.of(
                "app.account", caller.accountId().toString(),
                "app.low", Integer.toString(caller.tenant()),
                "app.high", Integer.toString(caller.tenant()));
    }
}
