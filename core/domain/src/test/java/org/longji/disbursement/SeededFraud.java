package org.longji.disbursement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * A city with honest business, and fraud put into it by the kind the checks look for. One in three frauds of a kind is disguised in a way that
 * its check is known not to see through, so that the share found says something. All of it is made up from a fixed seed.
 */
final class SeededFraud {

    private static final String OTHER_POLICY = "trial-second";

    private final RoundHouse house;
    private final int honest;
    private final int each;

    /**
     * @param honest contracts that nobody cheated with
     * @param each how many frauds of each kind
     */
    SeededFraud(RoundHouse house, int honest, int each) {
        this.house = house;
        this.honest = honest;
        this.each = each;
    }

    /**
     * What the checks made of it.
     *
     * @param seeded frauds of a kind; the items of one fraud count as one
     * @param found those of which at least one item was found by the check of that kind
     * @param falseAlarms findings about items nobody cheated with
     */
    record Outcome(
            Map<Finding.Kind, Integer> seeded,
            Map<Finding.Kind, Integer> found,
            Map<Finding.Kind, Integer> falseAlarms) {

        int all(Map<Finding.Kind, Integer> of) {
            return of.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    void make() {
        house.policy(RoundHouse.HARBIN, OTHER_POLICY);
        house.database.asOwner(
                "select setseed(0.42)",
                """
                create table made (n int, fraud text, fraud_no int, disguised boolean, tenant int, seller text, buyer text, amount numeric(18, 2), due numeric(18, 2),
                    title text, signed date, project text, entitled boolean, received numeric(18, 2), received_on date)
                """,
                // Honest: half of it between partners who trade regularly, the rest between anybody.
                """
                insert into made
                select g, null, null, false, 230100, 'S' || case when g %% 2 = 0 then g %% 500 else (random() * 4000)::int end,
                    'B' || case when g %% 2 = 0 then (g %% 500) * 7 %% 600 else (random() * 6000)::int end,
                    round((10 ^ (5 + 2 * random()))::numeric, 2), null,
                    (array['寒地','智能','新型','高效','低温','绿色','精密','数字化'])[1 + (random() * 7)::int] || (array['水稻','玉米','大豆','石墨','风电','机床','锅炉','发动机','轴承','传感器'])[1 + (random() * 9)::int]
                        || (array['育种','检测','控制','制备','加工','监测','优化','诊断'])[1 + (random() * 7)::int] || (array['技术开发','系统研制','方法研究','工艺转让','平台建设'])[1 + (random() * 4)::int]
                        || (array['一期','二期','','',''])[1 + (random() * 4)::int],
                    date '2024-01-01' + (random() * 365)::int, 'P' || g, true, null, null
                from generate_series(1, %d) g
                """.formatted(honest),
                fraud(
                        "SPLIT",
                        3,
                        "'FS' || f",
                        "'FB' || case when disguised then (f * 10 + k)::text else f::text end",
                        "1000000 * (1 + 0.02 * k)",
                        "date '2024-05-01' + 20 * k"),
                fraud(
                        "AT_THE_CAP",
                        4,
                        "'CS' || case when disguised then (f * 10 + k)::text else f::text end",
                        "'CB' || f",
                        "4800000 + 30000 * k",
                        "date '2024-02-01' + 60 * k"),
                fraud("ROUND_TRIP", 1, "'TS' || f", "'TB' || f", "2000000 + f", "date '2024-06-01'"),
                fraud("RELATED", 1, "'RS' || f", "'RB' || f", "700000 + f", "date '2024-07-01'"),
                fraud("SAME_TEXT", 1, "'XS' || f", "'XB' || f", "900000 + 10 * f", "date '2024-08-01'"),
                fraud("SAME_PROJECT", 1, "'PS' || f", "'PB' || f", "600000 + f", "date '2024-09-01'"),
                "update made set due = least(round(amount * 0.1, 2), 500000), received = round(amount * (0.3 + 0.6 * random())::numeric, 2),"
                        + " received_on = signed + 10 + (random() * 200)::int",
                // What belongs to a fraud and earns nothing itself.
                """
                insert into made select 3000000 + m.n, 'BACK', m.fraud_no, m.disguised, 230600, case when m.fraud_no % 2 = 0 then m.buyer else 'TX' || m.fraud_no end,
                    m.seller, m.received * 2, 0, '设备咨询服务' || m.n, m.signed, null, false,
                    case when m.disguised then round(m.received / 2, 2) else round(m.received * 0.98, 2) end, m.received_on + 20
                from made m where m.fraud = 'ROUND_TRIP'
                """,
                """
                insert into made select 4000000 + m.n, 'BACK', m.fraud_no, m.disguised, 230600, m.buyer, 'TX' || m.fraud_no,
                    m.received * 2, 0, '设备咨询服务' || m.n, m.signed, null, false,
                    case when m.disguised then round(m.received / 2, 2) else round(m.received * 0.97, 2) end, m.received_on + 35
                from made m where m.fraud = 'ROUND_TRIP' and m.fraud_no % 2 = 1
                """,
                """
                insert into made select 5000000 + m.n, 'COPY', m.fraud_no, m.disguised, 230600, 'YS' || m.fraud_no, 'YB' || m.fraud_no, m.amount * 1.02, 0,
                    case when m.disguised then '关于' || m.fraud_no || '委托研究的服务约定' else replace(m.title, '一期', '二期') end, m.signed + 30, null, false,
                    m.received, m.received_on
                from made m where m.fraud = 'SAME_TEXT'
                """,
                """
                insert into organization (id, tenant, credit_code, name, kind, division, legal_representative, contact_phone, bank_account, address)
                select md5('org' || o.tenant || o.code)::uuid, o.tenant, o.code, '示例单位' || o.code, 'ENTERPRISE', o.tenant,
                    case when o.code ~ '^R[SB]' and substr(o.code, 3)::int % 3 <> 0 and substr(o.code, 3)::int % 2 = 0 then '示例法人R' || substr(o.code, 3)
                        else '示例法人' || (('x' || substr(md5(o.code), 1, 7))::bit(28)::int % 40000) end,
                    case when o.code ~ '^R[SB]' and substr(o.code, 3)::int % 3 <> 0 and substr(o.code, 3)::int % 2 = 1 then '0451-R' || substr(o.code, 3)
                        else '0451-' || (('x' || substr(md5('t' || o.code), 1, 7))::bit(28)::int % 8000000) end, null, '示例路' || md5(o.code) || '号'
                from (select distinct tenant, seller as code from made union select tenant, buyer from made) o
                """,
                """
                insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, project_key, signed_on, registered_on, provider_id, provider_code,
                    provider_name, provider_kind, provider_division, recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division,
                    contract_amount, declared_technology_amount)
                select md5('contract' || m.n)::uuid, m.tenant, sha256(m.n::text::bytea), m.tenant || '2024' || lpad((row_number() over (order by m.n))::text, 6, '0'), 'REGISTERED', m.title,
                    'DEVELOPMENT', '11', m.project, m.signed, m.signed, md5('org' || m.tenant || m.seller)::uuid, m.seller, m.seller, 'ENTERPRISE', 230100,
                    md5('org' || m.tenant || m.buyer)::uuid, m.buyer, m.buyer, 'ENTERPRISE', 230100, m.amount, m.amount
                from made m
                """,
                "insert into receipt (id, tenant, contract_id, sequence, received_on, received) select md5('receipt' || m.n)::uuid, m.tenant,"
                        + " md5('contract' || m.n)::uuid, 1, m.received_on, m.received from made m",
                """
                insert into entitlement (id, tenant, subject_id, contract_id, year, policy_tenant, policy_id, policy_version, side, beneficiary_code, status,
                    assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version, plugin_hash)
                select md5('due' || m.n)::uuid, 230100, md5('contract' || m.n)::uuid, md5('contract' || m.n)::uuid, 2024, 230100, '%s', '1', 'RECIPIENT', m.buyer,
                    'ENTITLED', m.due, m.due, t, encode(sha256(convert_to(t, 'UTF8')), 'hex'), 'plugin', '1', 'archive'
                from made m, lateral (select '{"governingDate":"' || m.signed || '","parameters":[{"name":"threshold","value":"1000000.00","unit":"CNY"},'
                    || '{"name":"cap","value":"500000.00","unit":"CNY"},{"name":"rate","value":"0.1","unit":"1"}],"host":{},"outcome":{"entitledAmount":"'
                    || m.due || '"},"n":' || m.n || '}' as t) r
                where m.entitled and m.due > 0
                """.formatted(house.policy),
                // Another round has paid the other side of the project already; disguised, under a project of another
                // name.
                """
                insert into payment_round (id, tenant, year, policy_id, policy_tenant, number, title_zh, title_en, track, allocation, status, first_year, cut_off,
                    answer_until, notice_days, notice_basis, opened_by_id, opened_by, opened_at)
                values ('%s', 230100, 2024, '%s', 230100, 1, '前一批', 'Earlier', 'AUTOMATIC', 'FIRST_COME', 'CLOSED', 2024, '2024-12-31', '2024-12-31', 5, '示例',
                    gen_random_uuid(), '示例', now())
                """.formatted(new UUID(0, 7), OTHER_POLICY),
                """
                insert into contract (id, tenant, identity_key, registration_number, status, title, type, subtype, project_key, signed_on, registered_on, provider_id, provider_code,
                    provider_name, provider_kind, provider_division, recipient_id, recipient_code, recipient_name, recipient_kind, recipient_division,
                    contract_amount, declared_technology_amount)
                select md5('other' || c.id)::uuid, c.tenant, sha256(('other' || c.id)::bytea), '2301002023' || lpad(m.fraud_no::text, 6, '0'), 'REGISTERED',
                    '前期' || c.title, c.type, c.subtype, case when m.disguised then 'Q' || m.n else c.project_key end, c.signed_on - 300, c.signed_on - 300, c.provider_id,
                    c.provider_code, c.provider_name, c.provider_kind, c.provider_division, c.recipient_id, c.recipient_code, c.recipient_name, c.recipient_kind,
                    c.recipient_division, 10000, 10000
                from contract c join made m on md5('contract' || m.n)::uuid = c.id where m.fraud = 'SAME_PROJECT'
                """,
                """
                insert into entitlement (id, tenant, subject_id, contract_id, year, policy_tenant, policy_id, policy_version, side, beneficiary_code, status,
                    assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version, plugin_hash)
                select md5('earlier' || m.n)::uuid, 230100, o.id, o.id, 2023, 230100, '%s', '1', 'PROVIDER', m.seller, 'ENTITLED', 100, 100, '{}', 'x', 'plugin', '1', 'archive'
                from made m join contract o on o.id = md5('other' || md5('contract' || m.n)::uuid)::uuid where m.fraud = 'SAME_PROJECT'
                """.formatted(OTHER_POLICY),
                """
                insert into round_item (id, tenant, round_id, ordinal, entitlement_id, contract_id, number, subject, about_year, beneficiary_code, beneficiary_name,
                    beneficiary_kind, record_hash, due, allocated, status)
                select md5('earlier item' || m.n)::uuid, 230100, '%s', m.fraud_no, md5('earlier' || m.n)::uuid, md5('other' || md5('contract' || m.n)::uuid)::uuid, 'x', 'x', 2023,
                    m.seller, m.seller, 'ENTERPRISE', 'x', 100, 100, 'PAID'
                from made m where m.fraud = 'SAME_PROJECT'
                """.formatted(new UUID(0, 7)),
                "analyze");
    }

    /** Contracts of one kind of fraud: {@code f} counts the frauds, {@code k} the contracts of one. */
    private String fraud(String kind, int contracts, String seller, String buyer, String amount, String signed) {
        return """
               insert into made
               select 1000000 + %1$d * 100000 + f * 10 + k, '%2$s', f, disguised, 230100, %3$s, %4$s, %5$s, null, '示例' || md5('%2$s' || f || '-' || k) || '研制一期', %6$s,
                   '%2$s-' || f, true, null, null
               from generate_series(1, %7$d) f, generate_series(1, %8$d) k, lateral (select f %% 3 = 0 as disguised) d
               """.formatted(
                        Finding.Kind.valueOf(kind).ordinal(), kind, seller, buyer, amount, signed, each, contracts);
    }

    /** Opens a round over all of it, lets everybody agree, ends the answers (which runs the checks) and compares. */
    Outcome check() {
        var round = house.open(Track.AUTOMATIC, Allocation.FIRST_COME);
        house.database.asOwner(
                "insert into round_claim (item_id, tenant, beneficiary_code, agreed, payee, bank, account, claimed_by_id, claimed_by, claimed_at)"
                        + " select i.id, i.tenant, i.beneficiary_code, true, i.beneficiary_name, '示例银行', '6222000000000000', gen_random_uuid(), '经办人', now()"
                        + " from round_item i where i.round_id = '" + round + "'");
        house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, round);
        var outcome = new Outcome(
                new EnumMap<>(Finding.Kind.class),
                new EnumMap<>(Finding.Kind.class),
                new EnumMap<>(Finding.Kind.class));
        // Whoever measures is no officer: the owner counts what was made against what was found.
        try (var owner = house.database.owner()) {
            for (var kind : Finding.Kind.values()) {
                outcome.seeded()
                        .put(
                                kind,
                                count(
                                        owner,
                                        "select count(distinct fraud_no)::int as n from made where fraud = ?",
                                        kind));
                outcome.found()
                        .put(
                                kind,
                                count(
                                        owner,
                                        "select count(distinct m.fraud_no)::int as n from made m join round_item i on i.contract_id = md5('contract' || m.n)::uuid"
                                                + " join round_finding f on f.item_id = i.id where m.fraud = f.kind and f.kind = ?",
                                        kind));
                outcome.falseAlarms()
                        .put(
                                kind,
                                count(
                                        owner,
                                        "select count(*)::int as n from round_finding f join round_item i on i.id = f.item_id"
                                                + " left join made m on i.contract_id = md5('contract' || m.n)::uuid and m.fraud is not null"
                                                + " where m.n is null and f.kind = ?",
                                        kind));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The counts cannot be read", e);
        }
        return outcome;
    }

    private static int count(Connection owner, String sql, Finding.Kind kind) throws SQLException {
        try (var statement = owner.prepareStatement(sql)) {
            statement.setString(1, kind.name());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
