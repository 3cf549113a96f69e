package org.longji.disbursement;

import java.util.Locale;
import org.longji.shared.TestDatabase;

/**
 * What a whole round costs: {@code deploy/bench/run disbursement} runs it. It prints {@code figure: value unit} lines on standard
 * output and what each step took on the other one.
 */
final class RoundFigures {

    private static final int ENTITLEMENTS = 100_000;

    private RoundFigures() {}

    /** @param arguments how many entitlements, and how many interleavings are tried; 100,000 and 10,000 where they are left out */
    public static void main(String[] arguments) throws InterruptedException {
        int entitlements = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ENTITLEMENTS;
        int interleavings = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        System.out.println("entitlements: " + entitlements + " count");
        System.out.println("round_seconds: " + round(entitlements) + " s");
        fraud();
        System.out.println("interleavings: " + interleavings + " count");
        System.out.println("invariant_breaks: " + RoundPropertiesTest.breaks(interleavings, 20170808) + " count");
        System.exit(0);
    }

    /** Two hundred frauds of each kind, a third of them disguised, in a hundred thousand honest contracts. */
    private static void fraud() {
        var fraud = new SeededFraud(new RoundHouse(), ENTITLEMENTS, 200);
        fraud.make();
        started = System.nanoTime();
        var outcome = fraud.check();
        step("frozen, answered and checked");
        System.out.println("fraud_seeded: " + outcome.all(outcome.seeded()) + " count");
        System.out.println("fraud_found: " + outcome.all(outcome.found()) + " count");
        System.out.println("false_alarms: " + outcome.all(outcome.falseAlarms()) + " count");
        System.err.println(outcome);
    }

    private static long started;

    private static void step(String name) {
        long now = System.nanoTime();
        System.err.printf("%s: %.1f s%n", name, (now - started) / 1e9);
        started = now;
    }

    private static String round(int entitlements) {
        var house = new RoundHouse(
                TestDatabase.fresh().withTenants(RoundHouse.HARBIN, RoundHouse.DAQING), RoundHouse.POLICY);
        started = System.nanoTime();
        fill(house, entitlements);
        step("entitlements made (not counted)");
        long begin = System.nanoTime();
        house.appropriate("900000000.00");
        var round = house.open(Track.AUTOMATIC, Allocation.PRO_RATA);
        step("frozen");
        // What a hundred thousand beneficiaries click, as the rows it makes.
        house.database.asOwner(
                "insert into round_claim (item_id, tenant, beneficiary_code, agreed, payee, bank, account, claimed_by_id, claimed_by, claimed_at)"
                        + " select i.id, i.tenant, i.beneficiary_code, true, i.beneficiary_name, '示例银行', '2300' || lpad(i.ordinal::text, 12, '0'),"
                        + " gen_random_uuid(), '经办人', now() from round_item i where i.round_id = '" + round + "'");
        step("answered");
        house.rounds.endAnswers(house.reviewer, RoundHouse.HARBIN, round);
        step("answers ended");
        house.rounds.review(house.reviewer, RoundHouse.HARBIN, round, new Review(null, true, null));
        step("reviewed");
        house.rounds.publish(house.reviewer, RoundHouse.HARBIN, round);
        step("shared out, committed, published");
        house.approve(round);
        step("brought, signed twice, approved");
        house.pay(round, 50_000);
        house.deadlines.run();
        step("paid in batches, answered by the bank, closed");
        var proof = house.rounds.proof(house.reviewer, RoundHouse.HARBIN, round);
        step("proved");
        if (!proof.holds() || proof.paid().lines() != entitlements) {
            throw new IllegalStateException("The round does not hold: " + proof);
        }
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1e9);
    }

    /** Decisions as large as real ones: a record has about six thousand characters. */
    private static void fill(RoundHouse house, int entitlements) {
        house.database.asOwner("""
                insert into entitlement (id, tenant, subject_id, beneficiary_name, beneficiary_kind, year, policy_tenant, policy_id, policy_version, side,
                    beneficiary_code, status, assessed_amount, entitled_amount, record, record_hash, plugin_id, plugin_version, plugin_hash)
                select gen_random_uuid(), 230100, gen_random_uuid(), '示例企业' || g, 'ENTERPRISE', 2024, 230100, 'trial-award', '1', 'RECIPIENT',
                    'EXAMPLE' || g, 'ENTITLED', a, a, t, encode(sha256(convert_to(t, 'UTF8')), 'hex'), 'plugin', '1', 'archive'
                from generate_series(1, %d) g,
                    lateral (select (1000 + g %% 99000)::numeric(18, 2) as a) amount,
                    lateral (select '{"governingDate":"2024-' || lpad((g %% 12 + 1)::text, 2, '0') || '-15","host":{},"outcome":{"entitledAmount":"' || a
                        || '"},"steps":"' || (select string_agg(md5((g * 200 + s)::text), ' ') from generate_series(1, 180) s) || '"}' as t) record
                """.formatted(entitlements));
        house.database.asOwner("analyze entitlement");
    }
}
