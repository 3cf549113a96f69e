package org.longji.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.longji.audit.Journal;
import org.longji.shared.Role;
import org.longji.shared.RoleGrant;
import org.longji.shared.Sql;
import org.longji.shared.StartupStep;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/**
 * The accounts of the demonstration, made once and only where the configuration asks for them. Their password is always
 * given from outside: without one the start fails rather than fall back to something printed in a manual.
 */
@Dependent
public class DemoAccounts implements StartupStep {

    static final int PROVINCE = 230000;
    static final int HARBIN = 230100;
    static final int NANGANG = 230103;
    static final int DAQING = 230600;

    /** 哈尔滨松江大学（演示） of the demo ledger. */
    static final String SELLER = "12230103FGF1LYQP3T";

    /** 大庆北辰装备有限公司（演示） of the demo ledger. */
    static final String BUYER = "91230604EWNG4M6U05";

    private record Demo(int tenant, String username, String name, String nameEn, Role role, Optional<String> party) {}

    private static final List<Demo> DEMOS = List.of(
            officer(PROVINCE, "province.admin", "省级管理员（演示）", "Provincial administrator", Role.ADMINISTRATOR),
            officer(PROVINCE, "province.auditor", "省级审计员（演示）", "Provincial auditor", Role.AUDITOR),
            officer(HARBIN, "harbin.admin", "哈尔滨市管理员（演示）", "Administrator of Harbin", Role.ADMINISTRATOR),
            officer(HARBIN, "harbin.registrar", "哈尔滨市登记员（演示）", "Registrar of Harbin", Role.REGISTRAR),
            officer(HARBIN, "harbin.reviewer", "哈尔滨市审核员（演示）", "Reviewer of Harbin", Role.REVIEWER),
            officer(HARBIN, "harbin.finance", "哈尔滨市财务（演示）", "Finance officer of Harbin", Role.FINANCE),
            officer(DAQING, "daqing.admin", "大庆市管理员（演示）", "Administrator of Daqing", Role.ADMINISTRATOR),
            officer(DAQING, "daqing.registrar", "大庆市登记员（演示）", "Registrar of Daqing", Role.REGISTRAR),
            officer(NANGANG, "nangang.admin", "南岗区管理员（演示）", "Administrator of Nangang", Role.ADMINISTRATOR),
            officer(HARBIN, "harbin.registrar2", "哈尔滨市登记员二（演示）", "Second registrar of Harbin", Role.REGISTRAR),
            officer(PROVINCE, "province.expert1", "评审专家甲（演示）", "Expert A", Role.EXPERT),
            officer(PROVINCE, "province.expert2", "评审专家乙（演示）", "Expert B", Role.EXPERT),
            officer(PROVINCE, "province.expert3", "评审专家丙（演示）", "Expert C", Role.EXPERT),
            officer(PROVINCE, "province.admin2", "省级管理员二（演示）", "Second provincial administrator", Role.ADMINISTRATOR),
            officer(HARBIN, "harbin.admin2", "哈尔滨市管理员二（演示）", "Second administrator of Harbin", Role.ADMINISTRATOR),
            officer(HARBIN, "harbin.reviewer2", "哈尔滨市审核员二（演示）", "Second reviewer of Harbin", Role.REVIEWER),
            officer(PROVINCE, "province.reviewer", "省级审核员（演示）", "Provincial reviewer", Role.REVIEWER),
            officer(PROVINCE, "province.reviewer2", "省级审核员二（演示）", "Second provincial reviewer", Role.REVIEWER),
            officer(PROVINCE, "province.finance", "省级财务（演示）", "Provincial finance officer", Role.FINANCE),
            applicant("applicant.seller", "松江大学经办人（演示）", "Applicant of the seller", SELLER),
            applicant("applicant.buyer", "北辰装备经办人（演示）", "Applicant of the buyer", BUYER));

    private final Transactions transactions;
    private final Accounts accounts;
    private final boolean wanted;
    private final Optional<String> password;

    @Inject
    DemoAccounts(
            Transactions transactions,
            Accounts accounts,
            @ConfigProperty(name = "longji.demo", defaultValue = "false") boolean wanted,
            @ConfigProperty(name = "longji.demo.password") Optional<String> password) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.wanted = wanted;
        this.password = password;
    }

    @Override
    public Stage stage() {
        return Stage.ACCOUNTS;
    }

    @Override
    public void run() {
        if (!wanted) {
            return;
        }
        var present = transactions.within(
                TenantScope.subtree(PROVINCE),
                em -> Sql.query(em, "select username from account", row -> row.text("username")));
        var missing = DEMOS.stream()
                .filter(demo -> !present.contains(demo.username()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        var given = password.filter(text -> text.length() >= Passwords.SHORTEST)
                .orElseThrow(() -> new IllegalStateException("longji.demo.password must be given, with at least "
                        + Passwords.SHORTEST + " characters, when longji.demo is true"));
        // One hash for all: the password is one and the same, and a start should not pay for it eleven times.
        var hash = Passwords.hash(given);
        transactions.within(TenantScope.subtree(PROVINCE), em -> {
            missing.forEach(demo -> accounts.insert(em, demo.tenant(), account(demo), hash, Journal.SYSTEM));
            return true;
        });
    }

    private static NewAccount account(Demo demo) {
        return new NewAccount(
                demo.username(),
                demo.name(),
                demo.nameEn(),
                "",
                demo.party(),
                List.of(new RoleGrant(demo.tenant(), demo.role())));
    }

    private static Demo officer(int tenant, String username, String name, String nameEn, Role role) {
        return new Demo(tenant, username, name, nameEn, role, Optional.empty());
    }

    private static Demo applicant(String username, String name, String nameEn, String party) {
        return new Demo(PROVINCE, username, name, nameEn, Role.APPLICANT, Optional.of(party));
    }
}
