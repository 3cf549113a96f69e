package org.longji.server;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A round that approval let through, with its money committed, laid into a running Longji's database: what goes before payment is
 * others' to test.
 *
 * @param items in the order of what is due
 * @param codes of their beneficiaries
 */
record ApprovedRound(UUID id, int tenant, List<UUID> items, List<UUID> entitlements, List<String> codes) {

    private static final String POLICY = "payment-trial";
    private static final int YEAR = 2026;

    static Connection owner(LongjiServer.Running longji) throws IOException, SQLException {
        var port = Files.readAllLines(longji.data().resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        var password = Files.readString(longji.data().resolve("secrets/database-owner"))
                .strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/longji", "longji_owner", password);
    }

    /** Arranges one; the name of the second beneficiary's account is another one. */
    static ApprovedRound in(LongjiServer.Running longji, int tenant, String... amounts) throws Exception {
        var round = UUID.randomUUID();
        var items = new ArrayList<UUID>();
        var entitlements = new ArrayList<UUID>();
        var codes = new ArrayList<String>();
        try (var connection = owner(longji);
                var sql = connection.createStatement()) {
            // All at once: a round in which nothing is left to pay is closed by the server.
            connection.setAutoCommit(false);
            sql.execute(String.format(
                    Locale.ROOT,
                    "insert into payment_round (id, tenant, year, policy_id, policy_tenant, number, title_zh, title_en, track, allocation, status,"
                            + " first_year, cut_off, answer_until, notice_days, notice_basis, frozen_hash, frozen_at, opened_by_id, opened_by, opened_at)"
                            + " select '%s', %d, %d, '%s', %d, 1 + count(*), '示例兑现批次', 'Sample round', 'CLAIM', 'FIRST_COME', 'PAYMENT', %d,"
                            + " '2026-01-31', '2026-02-28', 5, '示例', 'x', now(), gen_random_uuid(), 'x', now() from payment_round where tenant = %d"
                            + " and policy_id = '%s'",
                    round,
                    tenant,
                    YEAR,
                    POLICY,
                    tenant,
                    YEAR,
                    tenant,
                    POLICY));
            sql.execute("select set_config('app.low', '" + tenant + "', false), set_config('app.high', '" + tenant
                    + "', false)");
            for (int i = 0; i < amounts.length; i++) {
                var item = UUID.randomUUID();
                var entitlement = UUID.randomUUID();
                var code = String.format(
                                Locale.ROOT,
                                "9123%s",
                                item.toString().replace("-", "").substring(0, 14))
                        .toUpperCase(Locale.ROOT);
                var name = "示例企业" + (char) ('甲' + i) + code.substring(14);
                items.add(item);
                entitlements.add(entitlement);
                codes.add(code);
                sql.execute(String.format(
                        Locale.ROOT,
                        "insert into entitlement (id, tenant, subject_id, year, policy_id, policy_tenant, policy_version, side, beneficiary_code,"
                                + " beneficiary_name, beneficiary_kind, status, assessed_amount, entitled_amount, record, record_hash, plugin_id,"
                                + " plugin_version, plugin_hash) values ('%s', %d, '%s', %d, '%s', %d, '1', 'RECIPIENT', '%s', '%s', 'ENTERPRISE',"
                                + " 'ENTITLED', %s, %s, '{\"outcome\":{\"entitledAmount\":\"%s\"},\"host\":{}}', 'x', 'p', '1', 'x')",
                        entitlement,
                        tenant,
                        UUID.randomUUID(),
                        YEAR,
                        POLICY,
                        tenant,
                        code,
                        name,
                        amounts[i],
                        amounts[i],
                        amounts[i]));
                sql.execute(String.format(
                        Locale.ROOT,
                        "insert into round_item (id, tenant, round_id, ordinal, entitlement_id, number, subject, about_year, beneficiary_code,"
                                + " beneficiary_name, beneficiary_kind, record_hash, due, allocated, status) values ('%s', %d, '%s', %d, '%s', '%s',"
                                + " '示例技术合同', %d, '%s', '%s', 'ENTERPRISE', 'x', %s, %s, 'APPROVED')",
                        item,
                        tenant,
                        round,
                        i + 1,
                        entitlement,
                        "230100" + YEAR + String.format(Locale.ROOT, "%06d", i + 1),
                        YEAR,
                        code,
                        name,
                        amounts[i],
                        amounts[i]));
                sql.execute(String.format(
                        Locale.ROOT,
                        "insert into round_claim (item_id, tenant, beneficiary_code, agreed, payee, bank, account, claimed_by_id, claimed_by, claimed_at)"
                                + " values ('%s', %d, '%s', true, '%s', '示例银行哈尔滨分行', '%s', gen_random_uuid(), 'x', now())",
                        item,
                        tenant,
                        code,
                        i == 1 ? "另一家企业" : name,
                        "2300" + Long.toString(item.getMostSignificantBits() >>> 16)));
                post(sql, tenant, "APPROPRIATION", "trial:" + item, amounts[i]);
                post(sql, tenant, "COMMITMENT", "item:" + item, amounts[i]);
            }
            connection.commit();
        }
        return new ApprovedRound(round, tenant, items, entitlements, codes);
    }

    private static void post(java.sql.Statement sql, int tenant, String kind, String reference, String amount)
            throws SQLException {
        sql.execute("select budget_post(" + tenant + ", '" + POLICY + "', " + YEAR + ", '" + kind + "', array['"
                + reference + "'], array[" + amount + "]::numeric[], null, null, 'trial')");
    }

    /** The decision of an item is made anew and gives nothing. */
    void revoked(LongjiServer.Running longji, int item) throws Exception {
        try (var connection = owner(longji);
                var sql = connection.createStatement()) {
            sql.execute(
                    "update entitlement set entitled_amount = 0, status = 'NOT_ENTITLED', lowered_on = (now() at time zone 'Asia/Shanghai')::date, record ="
                            + " '{\"outcome\":{\"entitledAmount\":\"0.00\"},\"host\":{}}' where id = '"
                            + entitlements.get(item) + "'");
        }
    }
}
