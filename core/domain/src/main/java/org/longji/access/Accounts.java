package org.longji.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.longji.audit.Journal;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.FieldChecks;
import org.longji.shared.Page;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * Accounts and their roles. An administrator keeps those of the own tenant and of what lies below, and an account's roles
 * lie in the tenant that keeps it or below: so nobody can hand out, or take over, more than the own subtree.
 */
@Dependent
public class Accounts {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,63}");
    private static final String COLUMNS = Callers.COLUMNS + ", a.locked_until, a.created_at, a.version";

    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    @Inject
    Accounts(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** In the order of the user names; {@code after} is the position a previous page ended with. */
    public Page<AccountDetails> list(Caller caller, int tenant, Optional<String> after, int limit) {
        var scope = caller.scope(tenant, Capability.ACCESS_ADMINISTER);
        var fetched = transactions.within(
                scope,
                em -> Sql.query(
                        em,
                        "select " + COLUMNS + " from account a where a.tenant between ? and ? and a.username > ?"
                                + " order by a.username limit ?",
                        Accounts::read,
                        scope.low(),
                        scope.high(),
                        after.orElse(""),
                        limit + 1));
        return Page.of(fetched, limit, AccountDetails::username);
    }

    public AccountDetails get(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.ACCESS_ADMINISTER);
        return transactions.within(scope, em -> find(em, scope, id));
    }

    /** Makes an account that the tenant keeps. */
    public AccountDetails create(Caller caller, int tenant, NewAccount account) {
        var scope = caller.scope(tenant, Capability.ACCESS_ADMINISTER);
        check(tenant, account);
        // Hashing takes its time; no transaction waits for it.
        var hash = Passwords.hash(account.password());
        return transactions.within(scope, em -> {
            if (!insert(em, tenant, account, hash, caller.username())) {
                throw new ProblemException(Problem.USERNAME_TAKEN, Map.of("username", account.username()));
            }
            return find(em, account.username());
        });
    }

    /** Replaces the roles of an account; {@code version} is the one they were read at. */
    public AccountDetails changeRoles(Caller caller, int tenant, UUID id, int version, List<RoleGrant> roles) {
        var scope = caller.scope(tenant, Capability.ACCESS_ADMINISTER);
        return transactions.within(scope, em -> {
            var before = find(em, scope, id);
            checkRoles(new FieldChecks(), before.tenant(), before.party(), roles)
                    .done();
            advance(em, before, version);
            Sql.update(em, "delete from role_grant where account_id = ?", id);
            grant(em, id, roles);
            var after = find(em, scope, id);
            journal.append(em, after.tenant(), caller, "ROLES_CHANGED", "account", id.toString(), before, after);
            return after;
        });
    }

    /** Ends a lock-out before its time. */
    public AccountDetails unlock(Caller caller, int tenant, UUID id) {
        var scope = caller.scope(tenant, Capability.ACCESS_ADMINISTER);
        return transactions.within(scope, em -> {
            var before = find(em, scope, id);
            Sql.update(em, "update account set failed_attempts = 0, locked_until = null where id = ?", id);
            var after = find(em, scope, id);
            journal.append(em, after.tenant(), caller, "ACCOUNT_UNLOCKED", "account", id.toString(), before, after);
            return after;
        });
    }

    /** Changes the caller's own password; every other session of the account ends. */
    public void changePassword(Session session, String current, String replacement) {
        var caller = session.caller();
        checkPassword(new FieldChecks(), replacement, "newPassword").done();
        var settings = Map.of(
                "app.account", caller.accountId().toString(),
                "app.low", Integer.toString(caller.tenant()),
                "app.high", Integer.toString(caller.tenant()));
        var stored = transactions.withSettings(
                settings,
                em -> Sql.first(
                                em,
                                "select password_hash from account where id = ?",
                                row -> row.text("password_hash"),
                                caller.accountId())
                        .orElseThrow());
        new FieldChecks()
                .require(
                        Passwords.matches(current, stored),
                        "currentPassword",
                        "当前密码不正确。",
                        "The current password is wrong.")
                .done();
        var hash = Passwords.hash(replacement);
        transactions.withSettings(settings, em -> {
            // The old hash in the condition: of two changes at once only one finds what it verified against.
            int changed = Sql.update(
                    em,
                    "update account set password_hash = ?, version = version + 1 where id = ? and password_hash = ?",
                    hash,
                    caller.accountId(),
                    stored);
            if (changed == 0) {
                throw new ProblemException(Problem.STALE_VERSION, Map.of("current", "?"));
            }
            Sql.update(
                    em,
                    "update session set ended_at = ? where account_id = ? and id <> ? and ended_at is null",
                    clock.instant(),
                    caller.accountId(),
                    session.id());
            journal.append(
                    em,
                    caller.tenant(),
                    caller,
                    "PASSWORD_CHANGED",
                    "account",
                    caller.accountId().toString(),
                    null,
                    null);
            return true;
        });
    }

    /** Inserts an account with its roles; false when the user name is taken, here or anywhere else. */
    boolean insert(EntityManager em, int tenant, NewAccount account, String passwordHash, String actor) {
        var id = UUID.randomUUID();
        int inserted = Sql.update(
                em,
                "insert into account (id, tenant, username, display_name, display_name_en, password_hash, party, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (username) do nothing",
                id,
                tenant,
                account.username(),
                account.displayName(),
                account.displayNameEn(),
                passwordHash,
                account.party(),
                clock.instant());
        if (inserted == 0) {
            return false;
        }
        grant(em, id, account.roles());
        journal.append(
                em, tenant, actor, "ACCOUNT_CREATED", "account", id.toString(), null, find(em, account.username()));
        return true;
    }

    private static void grant(EntityManager em, UUID id, List<RoleGrant> roles) {
        Sql.batch(
                em,
                "insert into role_grant (account_id, tenant, role) values (?, ?, ?)",
                roles.stream()
                        .distinct()
                        .map(grant -> new Object[] {id, grant.tenant(), grant.role()})
                        .toList());
    }

    private void advance(EntityManager em, AccountDetails account, int version) {
        int advanced = Sql.update(
                em, "update account set version = version + 1 where id = ? and version = ?", account.id(), version);
        if (advanced == 0) {
            throw new ProblemException(Problem.STALE_VERSION, Map.of("current", account.version()));
        }
    }

    private static void check(int tenant, NewAccount account) {
        var checks = new FieldChecks()
                .require(
                        USERNAME.matcher(account.username()).matches(),
                        "username",
                        "用户名须为 3 至 64 个小写字母、数字、点、横线或下划线。",
                        "A user name has 3 to 64 lower-case letters, digits, dots, hyphens or underscores.")
                .present(account.displayName(), "displayName")
                .atMost(account.displayName(), 100, "displayName")
                .present(account.displayNameEn(), "displayNameEn")
                .atMost(account.displayNameEn(), 100, "displayNameEn");
        checkPassword(checks, account.password(), "password");
        checkRoles(checks, tenant, account.party(), account.roles()).done();
    }

    private static FieldChecks checkPassword(FieldChecks checks, String password, String field) {
        return checks.require(
                password.length() >= Passwords.SHORTEST && password.length() <= Passwords.LONGEST,
                field,
                "密码长度须为 " + Passwords.SHORTEST + " 至 " + Passwords.LONGEST + " 个字符。",
                "A password has " + Passwords.SHORTEST + " to " + Passwords.LONGEST + " characters.");
    }

    private static FieldChecks checkRoles(
            FieldChecks checks, int tenant, Optional<String> party, List<RoleGrant> roles) {
        var kept = TenantScope.subtree(tenant);
        boolean applicant = roles.stream().anyMatch(grant -> grant.role() == Role.APPLICANT);
        boolean officer = roles.stream().anyMatch(grant -> grant.role() != Role.APPLICANT);
        return checks.require(!roles.isEmpty(), "roles", "至少授予一个角色。", "Grant at least one role.")
                .require(
                        roles.stream().allMatch(grant -> kept.contains(grant.tenant())),
                        "roles",
                        "只能授予账户所属区划及其下级区划的角色。",
                        "Roles lie in the tenant that keeps the account or below it.")
                .require(
                        !(applicant && officer),
                        "roles",
                        "申请人不得同时担任工作人员。",
                        "An applicant cannot be an officer as well.")
                .require(
                        applicant == party.isPresent(),
                        "party",
                        "申请人须绑定单位的统一社会信用代码，工作人员不得绑定。",
                        "An applicant is bound to an organisation's credit code, an officer to none.");
    }

    private static AccountDetails find(EntityManager em, TenantScope scope, UUID id) {
        return Sql.first(
                        em,
                        "select " + COLUMNS + " from account a where a.id = ? and a.tenant between ? and ?",
                        Accounts::read,
                        id,
                        scope.low(),
                        scope.high())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, Map.of("what", id)));
    }

    private static AccountDetails find(EntityManager em, String username) {
        return Sql.first(em, "select " + COLUMNS + " from account a where a.username = ?", Accounts::read, username)
                .orElseThrow();
    }

    private static AccountDetails read(Row row) {
        var caller = Callers.read(row);
        return new AccountDetails(
                caller.accountId(),
                caller.tenant(),
                caller.username(),
                caller.displayName(),
                caller.displayNameEn(),
                caller.party(),
                caller.roles(),
                row.optionalInstant("locked_until"),
                row.instant("created_at"),
                row.integer("version"));
    }
}
