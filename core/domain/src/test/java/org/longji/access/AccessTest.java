package org.longji.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.audit.Journal;
import org.longji.audit.JournalArchive;
import org.longji.audit.JournalEntry;
import org.longji.shared.Capability;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.TenantScope;
import org.longji.shared.TestDatabase;
import org.longji.shared.Transactions;

class AccessTest {

    static final String PASSWORD = "correct-horse-7";

    /** A clock that stands until it is moved. */
    static final class MovingClock extends Clock {
        private volatile Instant now = Instant.now();

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final MovingClock clock = new MovingClock();
    final Journal journal = new Journal();
    TestDatabase database;
    Transactions transactions;
    SigningKeys keys;
    Sessions sessions;
    Accounts accounts;

    @BeforeEach
    void demoAccounts() {
        database = TestDatabase.fresh().withTenants(230103, 230600);
        transactions = database.transactions();
        keys = new SigningKeys(transactions, journal, new KeyRing(), clock);
        sessions = new Sessions(transactions, journal, keys, clock);
        accounts = new Accounts(transactions, journal, clock);
        new DemoAccounts(transactions, accounts, true, Optional.of(PASSWORD)).run();
    }

    @Test
    @DisplayName("signing in opens a session with the roles the database knows")
    void signsIn() {
        var signedIn = sessions.signIn("harbin.registrar", PASSWORD);
        var caller = sessions.authenticate(signedIn.token()).caller();
        assertThat(caller.tenant()).isEqualTo(230100);
        assertThat(caller.roles()).containsExactly(new RoleGrant(230100, Role.REGISTRAR));
        assertThat(actions(230100)).contains("SIGNED_IN");
    }

    @Test
    @DisplayName("an applicant comes with the organisation it is bound to")
    void applicantIsBound() {
        var caller = sessions.authenticate(
                        sessions.signIn("applicant.seller", PASSWORD).token())
                .caller();
        assertThat(caller.scope(230600, Capability.CONTRACT_READ).party()).contains(DemoAccounts.SELLER);
    }

    @Test
    @DisplayName("a wrong password and an unknown name get the same answer")
    void refusesAlike() {
        assertProblem(Problem.SIGN_IN_FAILED, () -> sessions.signIn("harbin.admin", "wrong"));
        assertProblem(Problem.SIGN_IN_FAILED, () -> sessions.signIn("nobody.here", PASSWORD));
        assertProblem(Problem.SIGN_IN_FAILED, () -> sessions.signIn("' or true --", PASSWORD));
        assertThat(actions(230100)).contains("SIGN_IN_FAILED");
    }

    @Test
    @DisplayName("five failures lock the account for a quarter of an hour, also for the right password")
    void locksOut() {
        for (int i = 0; i < 5; i++) {
            assertProblem(Problem.SIGN_IN_FAILED, () -> sessions.signIn("harbin.admin", "wrong"));
        }
        assertProblem(Problem.ACCOUNT_LOCKED, () -> sessions.signIn("harbin.admin", PASSWORD));
        clock.advance(Duration.ofMinutes(14));
        assertProblem(Problem.ACCOUNT_LOCKED, () -> sessions.signIn("harbin.admin", PASSWORD));
        clock.advance(Duration.ofMinutes(2));
        assertThat(sessions.signIn("harbin.admin", PASSWORD).token()).isNotEmpty();
        assertThat(actions(230100)).containsOnlyOnce("ACCOUNT_LOCKED");
    }

    @Test
    @DisplayName("twenty guesses sent at once are counted one by one: at most five are tried")
    void countsSimultaneousGuesses() throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        var guesses = new ArrayList<Future<Problem>>();
        for (int i = 0; i < 20; i++) {
            guesses.add(threads.submit(() -> {
                try {
                    sessions.signIn("daqing.admin", "wrong");
                    throw new AssertionError("signed in");
                } catch (ProblemException e) {
                    return e.problem();
                }
            }));
        }
        var answers = new ArrayList<Problem>();
        for (var guess : guesses) {
            answers.add(guess.get());
        }
        threads.shutdown();
        assertThat(answers).filteredOn(Problem.SIGN_IN_FAILED::equals).hasSize(5);
        assertThat(answers).filteredOn(Problem.ACCOUNT_LOCKED::equals).hasSize(15);
    }

    @Test
    @DisplayName("an administrator ends a lock-out; a sibling cannot")
    void unlocks() {
        for (int i = 0; i < 5; i++) {
            assertProblem(Problem.SIGN_IN_FAILED, () -> sessions.signIn("harbin.finance", "wrong"));
        }
        var administrator = caller("harbin.admin");
        var locked = accounts.list(administrator, 230100, Optional.empty(), 50).items().stream()
                .filter(account -> account.username().equals("harbin.finance"))
                .findFirst()
                .orElseThrow();
        assertProblem(Problem.NOT_FOUND, () -> accounts.unlock(caller("daqing.admin"), 230600, locked.id()));
        assertProblem(Problem.NOT_FOUND, () -> accounts.unlock(caller("nangang.admin"), 230103, locked.id()));
        accounts.unlock(administrator, 230100, locked.id());
        assertThat(sessions.signIn("harbin.finance", PASSWORD).token()).isNotEmpty();
    }

    @Test
    @DisplayName("signing out ends the session although the token has not expired")
    void signsOut() {
        var token = sessions.signIn("harbin.admin", PASSWORD).token();
        sessions.signOut(sessions.authenticate(token));
        assertProblem(Problem.SIGN_IN_REQUIRED, () -> sessions.authenticate(token));
        assertThat(actions(230100)).contains("SIGNED_OUT");
    }

    @Test
    @DisplayName("a token is worth nothing after eight hours")
    void expires() {
        var token = sessions.signIn("harbin.admin", PASSWORD).token();
        clock.advance(Duration.ofHours(8).minusSeconds(5));
        assertThat(sessions.authenticate(token).caller().username()).isEqualTo("harbin.admin");
        clock.advance(Duration.ofSeconds(5));
        assertProblem(Problem.SIGN_IN_REQUIRED, () -> sessions.authenticate(token));
    }

    @Test
    @DisplayName("tokens that are forged, unsigned, signed by a foreign key or with another algorithm open nothing")
    void refusesForgedTokens() throws Exception {
        var token = sessions.signIn("harbin.admin", PASSWORD).token();
        var original = SignedJWT.parse(token);
        var kid = original.getHeader().getKeyID();
        var unsigned = new PlainJWT(original.getJWTClaimsSet()).serialize();
        var foreignKey = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        var foreign = Tokens.sign(
                foreignKey,
                sessions.authenticate(token).caller(),
                UUID.fromString(original.getJWTClaimsSet().getJWTID()),
                clock.instant(),
                clock.instant().plusSeconds(60));
        var symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), original.getJWTClaimsSet());
        symmetric.sign(new MACSigner(new byte[32]));
        var altered = token.substring(0, token.length() - 6) + "AAAAAA";
        for (var forged :
                List.of(unsigned, foreign, symmetric.serialize(), altered, "", "a.b.c", "x".repeat(100_000))) {
            assertProblem(Problem.SIGN_IN_REQUIRED, () -> sessions.authenticate(forged));
        }
        assertThat(sessions.authenticate(token).caller().username()).isEqualTo("harbin.admin");
    }

    @Test
    @DisplayName("roles come from the database: what is taken away is gone at the next request")
    void rolesAreNotTheTokens() {
        var token = sessions.signIn("harbin.registrar", PASSWORD).token();
        var administrator = caller("harbin.admin");
        var account = sessions.authenticate(token).caller().accountId();
        var details = accounts.get(administrator, 230100, account);
        accounts.changeRoles(
                administrator, 230100, account, details.version(), List.of(new RoleGrant(230103, Role.REVIEWER)));
        var now = sessions.authenticate(token).caller();
        assertProblem(Problem.TENANT_NOT_FOUND, () -> now.scope(230100, Capability.CONTRACT_READ));
        assertProblem(
                Problem.STALE_VERSION,
                () -> accounts.changeRoles(administrator, 230100, account, details.version(), details.roles()));
    }

    @Test
    @DisplayName("a rotated key signs; the retired one verifies until its last token has expired")
    void rotatesKeys() {
        var before = sessions.signIn("province.admin", PASSWORD).token();
        var province = sessions.authenticate(before).caller();
        var kid = keys.rotate(province, 230000);
        var after = sessions.signIn("province.admin", PASSWORD).token();
        assertThat(sessions.authenticate(before)).isNotNull();
        assertThat(sessions.authenticate(after)).isNotNull();
        assertThat(keys.published().toString()).contains(kid).doesNotContain(" d=");
        assertProblem(Problem.NOT_PERMITTED, () -> keys.rotate(caller("harbin.admin"), 230100));
        clock.advance(Duration.ofHours(9));
        assertThat((List<?>) keys.published().get("keys")).hasSize(1);
        clock.advance(Duration.ofDays(30));
        sessions.signIn("province.admin", PASSWORD);
        assertThat(keys.published().toString()).contains(kid);
        assertThat((List<?>) keys.published().get("keys")).hasSize(2);
        assertThat(actions(230000)).filteredOn("SIGNING_KEY_ROTATED"::equals).hasSizeGreaterThan(1);
    }

    @Test
    @DisplayName("an administrator makes accounts in the own subtree only, with roles in it only")
    void createsInsideTheSubtree() {
        var harbin = caller("harbin.admin");
        var made = accounts.create(harbin, 230103, officer("nangang.registrar", new RoleGrant(230103, Role.REGISTRAR)));
        assertThat(made.tenant()).isEqualTo(230103);
        assertThat(sessions.signIn("nangang.registrar", PASSWORD).caller().roles())
                .hasSize(1);
        assertProblem(
                Problem.TENANT_NOT_FOUND,
                () -> accounts.create(harbin, 230600, officer("daqing.spy", new RoleGrant(230600, Role.AUDITOR))));
        assertProblem(
                Problem.INVALID_FIELDS,
                () -> accounts.create(harbin, 230100, officer("harbin.spy", new RoleGrant(230000, Role.AUDITOR))));
        assertProblem(
                Problem.INVALID_FIELDS,
                () -> accounts.create(harbin, 230103, officer("nangang.spy", new RoleGrant(230100, Role.AUDITOR))));
        assertProblem(
                Problem.NOT_PERMITTED,
                () -> accounts.create(
                        caller("harbin.registrar"),
                        230100,
                        officer("harbin.other", new RoleGrant(230100, Role.REGISTRAR))));
        assertProblem(
                Problem.USERNAME_TAKEN,
                () -> accounts.create(harbin, 230100, officer("daqing.admin", new RoleGrant(230100, Role.AUDITOR))));
    }

    @Test
    @DisplayName("an applicant needs an organisation, an officer must not have one, nobody is both")
    void keepsApplicantsApart() {
        var harbin = caller("harbin.admin");
        assertProblem(
                Problem.INVALID_FIELDS,
                () -> accounts.create(
                        harbin, 230100, officer("some.applicant", new RoleGrant(230100, Role.APPLICANT))));
        var both = new NewAccount(
                "some.body",
                "某人",
                "Somebody",
                PASSWORD,
                Optional.of(DemoAccounts.SELLER),
                List.of(new RoleGrant(230100, Role.APPLICANT), new RoleGrant(230100, Role.REGISTRAR)));
        assertProblem(Problem.INVALID_FIELDS, () -> accounts.create(harbin, 230100, both));
    }

    @Test
    @DisplayName("changing the own password needs the current one and ends the other sessions")
    void changesPassword() {
        var here =
                sessions.authenticate(sessions.signIn("harbin.admin", PASSWORD).token());
        var elsewhere = sessions.signIn("harbin.admin", PASSWORD).token();
        assertProblem(Problem.INVALID_FIELDS, () -> accounts.changePassword(here, "wrong", "another-horse-8"));
        assertProblem(Problem.INVALID_FIELDS, () -> accounts.changePassword(here, PASSWORD, "short"));
        accounts.changePassword(here, PASSWORD, "another-horse-8");
        assertProblem(Problem.SIGN_IN_REQUIRED, () -> sessions.authenticate(elsewhere));
        assertProblem(Problem.SIGN_IN_FAILED, () -> sessions.signIn("harbin.admin", PASSWORD));
        assertThat(sessions.signIn("harbin.admin", "another-horse-8").token()).isNotEmpty();
    }

    @Test
    @DisplayName("demo accounts are made once, never without a password, and only when asked for")
    void demoAccountsAreIdempotent() {
        new DemoAccounts(transactions, accounts, true, Optional.of("some-other-password")).run();
        assertThat(sessions.signIn("nangang.admin", PASSWORD).token()).isNotEmpty();
        // Once all are there no password is needed; where any is missing there is no default to fall back on.
        new DemoAccounts(transactions, accounts, true, Optional.empty()).run();
        var empty = TestDatabase.fresh().transactions();
        assertThatThrownBy(() -> new DemoAccounts(empty, accounts, true, Optional.empty()).run())
                .isInstanceOf(IllegalStateException.class);
        new DemoAccounts(transactions, accounts, false, Optional.empty()).run();
    }

    @Test
    @DisplayName("equal passwords are stored differently, and nothing of them can be read in the journal")
    void hashesAreSalted() {
        assertThat(Passwords.hash(PASSWORD))
                .isNotEqualTo(Passwords.hash(PASSWORD))
                .startsWith("pbkdf2-sha512$210000$");
        assertThat(entries(230100)).noneMatch(entry -> (entry.before() + entry.after()).contains("pbkdf2"));
    }

    private static NewAccount officer(String username, RoleGrant grant) {
        return new NewAccount(username, "某人", "Somebody", PASSWORD, Optional.empty(), List.of(grant));
    }

    private org.longji.shared.Caller caller(String username) {
        return sessions.authenticate(sessions.signIn(username, PASSWORD).token())
                .caller();
    }

    private List<JournalEntry> entries(int tenant) {
        return new JournalArchive(transactions)
                .list(TenantScope.exactly(tenant), JournalArchive.Filter.NONE, Optional.empty(), 200)
                .items();
    }

    private List<String> actions(int tenant) {
        return entries(tenant).stream().map(JournalEntry::action).toList();
    }

    private static void assertProblem(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
