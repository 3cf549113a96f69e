package org.longji.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.audit.Journal;
import org.longji.shared.Clocks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Sql;
import org.longji.shared.Transactions;

/**
 * Signing in and out. A session lives in the database: it ends when its token expires or its holder signs out, and from
 * then on the token opens nothing, whatever its signature says.
 */
@Dependent
public class Sessions {

    static final int FAILURES_BEFORE_LOCK = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private static final Logger LOG = System.getLogger(Sessions.class.getName());

    private final Transactions transactions;
    private final Journal journal;
    private final SigningKeys keys;
    private final Clock clock;

    @Inject
    Sessions(Transactions transactions, Journal journal, SigningKeys keys, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.keys = keys;
        this.clock = clock;
    }

    private record Found(UUID id, int tenant, String passwordHash, Optional<Instant> lockedUntil) {}

    private record State(int failedAttempts, Optional<Instant> lockedUntil) {}

    /** How a sign-in ended inside its transaction; a failure is thrown only after what it changed has been committed. */
    private record Outcome(Optional<SignedIn> signedIn, Optional<Instant> lockedUntil) {}

    /**
     * Opens a session.
     *
     * @throws ProblemException SIGN_IN_FAILED for a wrong name or password, which take equally long; ACCOUNT_LOCKED
     *     after too many failures, also for the right password
     */
    public SignedIn signIn(String username, String password) {
        var found = transactions.withSettings(
                Map.of("app.username", username),
                em -> Sql.first(
                        em,
                        "select id, tenant, password_hash, locked_until from account where username = ?",
                        row -> new Found(
                                row.uuid("id"),
                                row.integer("tenant"),
                                row.text("password_hash"),
                                row.optionalInstant("locked_until")),
                        username));
        if (found.isEmpty()) {
            Passwords.matches(password, Passwords.NOBODY);
            // There is no tenant to journal it in, and a journal that strangers can fill is no journal.
            LOG.log(Level.INFO, "Somebody tried to sign in with an unknown user name");
            throw new ProblemException(Problem.SIGN_IN_FAILED, Map.of());
        }
        var account = found.get();
        refuseIfLocked(account.lockedUntil());
        // Outside any transaction: a slow hash must hold neither a connection nor the account's row.
        boolean matches = Passwords.matches(password, account.passwordHash());
        var outcome = transactions.withSettings(
                settings(account), em -> matches ? succeed(em, account) : fail(em, account, username));
        refuseIfLocked(outcome.lockedUntil());
        return outcome.signedIn().orElseThrow(() -> new ProblemException(Problem.SIGN_IN_FAILED, Map.of()));
    }

    /**
     * The session a token opens, with its holder's account and roles as they are now.
     *
     * @throws ProblemException SIGN_IN_REQUIRED when the token is not ours, has expired, or its session has ended
     */
    public Session authenticate(String token) {
        return Tokens.verify(token, clock.instant(), keys::verifying)
                .flatMap(this::open)
                .orElseThrow(() -> new ProblemException(Problem.SIGN_IN_REQUIRED, Map.of()));
    }

    /** Ends the session: its token is worth nothing from now on. */
    public void signOut(Session session) {
        var caller = session.caller();
        transactions.withSettings(
                Map.of(
                        "app.account", caller.accountId().toString(),
                        "app.low", Integer.toString(caller.tenant()),
                        "app.high", Integer.toString(caller.tenant())),
                em -> {
                    Sql.update(
                            em,
                            "update session set ended_at = ? where id = ? and ended_at is null",
                            clock.instant(),
                            session.id());
                    journal.append(
                            em,
                            caller.tenant(),
                            caller,
                            "SIGNED_OUT",
                            "session",
                            session.id().toString(),
                            null,
                            null);
                    return true;
                });
    }

    private Optional<Session> open(Tokens.Claims claims) {
        return transactions.withSettings(
                Map.of(
                        "app.account", claims.accountId().toString(),
                        "app.session", claims.sessionId().toString()),
                em -> Sql.first(
                        em,
                        "select s.id as session_id, s.expires_at, " + Callers.COLUMNS
                                + " from session s join account a on a.id = s.account_id"
                                + " where s.id = ? and a.id = ? and s.ended_at is null and s.expires_at > ?",
                        row -> new Session(row.uuid("session_id"), row.instant("expires_at"), Callers.read(row)),
                        claims.sessionId(),
                        claims.accountId(),
                        clock.instant()));
    }

    private Outcome succeed(EntityManager em, Found account) {
        var state = lock(em, account);
        if (isLocked(state.lockedUntil())) {
            return new Outcome(Optional.empty(), state.lockedUntil());
        }
        Sql.update(em, "update account set failed_attempts = 0, locked_until = null where id = ?", account.id());
        var caller = Callers.of(em, account.id());
        var session = UUID.randomUUID();
        // Whole seconds, as the token has them.
        var issuedAt = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var expiresAt = issuedAt.plus(Tokens.LIFETIME);
        Sql.update(
                em,
                "insert into session (id, account_id, issued_at, expires_at) values (?, ?, ?, ?)",
                session,
                account.id(),
                issuedAt,
                expiresAt);
        journal.append(em, account.tenant(), caller, "SIGNED_IN", "session", session.toString(), null, null);
        var key = keys.signing(em, account.tenant());
        return new Outcome(
                Optional.of(new SignedIn(Tokens.sign(key, caller, session, issuedAt, expiresAt), expiresAt, caller)),
                Optional.empty());
    }

    private Outcome fail(EntityManager em, Found account, String username) {
        // The row is locked: of a hundred guesses sent at once, each sees the count the one before left.
        var state = lock(em, account);
        if (isLocked(state.lockedUntil())) {
            return new Outcome(Optional.empty(), state.lockedUntil());
        }
        int failures = state.failedAttempts() + 1;
        Optional<Instant> lockedUntil = failures < FAILURES_BEFORE_LOCK
                ? Optional.empty()
                : Optional.of(clock.instant().plus(LOCKED_FOR));
        Sql.update(
                em,
                "update account set failed_attempts = ?, locked_until = ? where id = ?",
                lockedUntil.isPresent() ? 0 : failures,
                lockedUntil,
                account.id());
        journal.append(
                em,
                account.tenant(),
                username,
                "SIGN_IN_FAILED",
                "account",
                account.id().toString(),
                null,
                null);
        lockedUntil.ifPresent(until -> journal.append(
                em,
                account.tenant(),
                Journal.SYSTEM,
                "ACCOUNT_LOCKED",
                "account",
                account.id().toString(),
                null,
                Map.of("lockedUntil", until.toString())));
        // The fifth failure is answered like the four before it; only the sixth attempt meets the lock.
        return new Outcome(Optional.empty(), Optional.empty());
    }

    private static State lock(EntityManager em, Found account) {
        return Sql.first(
                        em,
                        "select failed_attempts, locked_until from account where id = ? for update",
                        row -> new State(row.integer("failed_attempts"), row.optionalInstant("locked_until")),
                        account.id())
                .orElseThrow(() -> new IllegalStateException("The account vanished while signing in"));
    }

    private void refuseIfLocked(Optional<Instant> until) {
        if (isLocked(until)) {
            var time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withZone(Clocks.CHINA)
                    .format(until.orElseThrow());
            throw new ProblemException(Problem.ACCOUNT_LOCKED, Map.of("until", time));
        }
    }

    private boolean isLocked(Optional<Instant> until) {
        return until.filter(time -> time.isAfter(clock.instant())).isPresent();
    }

    private static Map<String, String> settings(Found account) {
        return Map.of(
                "app.account", account.id().toString(),
                "app.low", Integer.toString(account.tenant()),
                "app.high", Integer.toString(account.tenant()));
    }
}
