package org.longji.entitlement;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.entitlement.DecisionRecord.PoolShare;
import org.longji.entitlement.PoolBook.Claim;
import org.longji.entitlement.PoolBook.Grant;
import org.longji.entitlement.PoolBook.Pool;
import org.longji.policy.PolicyVersion;
import org.longji.shared.Json;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** Keeps claims on pools: a handful of statements for a chunk of contracts, and one read and one batch to share out a year. */
final class PoolRecords {

    private PoolRecords() {}

    /** What these contracts ask of pools in the year. */
    static PoolBook of(EntityManager em, List<UUID> contracts, int year) {
        var book = new PoolBook();
        Sql.stream(
                em,
                "select * from pool_claim where subject_id = any (?::uuid[]) and year = ?",
                0,
                row -> put(book, row),
                contracts,
                year);
        return book;
    }

    /** What everybody in the scope asks of pools in these years; what ended since no longer asks. */
    static PoolBook of(EntityManager em, TenantScope scope, List<Integer> years) {
        var book = new PoolBook();
        Sql.stream(
                em,
                "select k.* from pool_claim k left join contract c on c.id = k.subject_id"
                        + " where k.tenant between ? and ? and k.year = any (?) and (c.id is null or c.status = 'REGISTERED')",
                10_000,
                row -> put(book, row),
                scope.low(),
                scope.high(),
                years);
        return book;
    }

    private static void put(PoolBook book, Row row) {
        book.put(
                new Pool(row.integer("pool_tenant"), row.text("policy_id"), row.integer("year")),
                new Claim(
                        row.uuid("subject_id"),
                        row.integer("tenant"),
                        row.date("governing_date"),
                        row.text("number"),
                        row.money("measure"),
                        row.money("wanted")),
                row.optionalText("share")
                        .map(share -> new Grant(row.money("granted"), Json.read(share, PoolShare.class))));
    }

    /** Writes what a chunk asks for now in place of what it asked for before. */
    static void write(EntityManager em, PoolBook before, PoolBook now) {
        var upserts = new ArrayList<Object[]>();
        var deletes = new ArrayList<Object[]>();
        now.claims()
                .forEach((pool, claims) -> claims.values().forEach(claim -> {
                    if (!claim.equals(
                            before.claims().getOrDefault(pool, Map.of()).get(claim.contract()))) {
                        upserts.add(new Object[] {
                            claim.tenant(),
                            pool.tenant(),
                            pool.policyId(),
                            pool.year(),
                            claim.contract(),
                            claim.on(),
                            claim.number(),
                            claim.measure(),
                            claim.wanted()
                        });
                    }
                }));
        before.claims()
                .forEach((pool, claims) -> claims.keySet().forEach(contract -> {
                    if (!now.claims().getOrDefault(pool, Map.of()).containsKey(contract)) {
                        deletes.add(new Object[] {pool.tenant(), pool.policyId(), pool.year(), contract});
                    }
                }));
        if (!upserts.isEmpty()) {
            Sql.batch(em, """
                    insert into pool_claim (tenant, pool_tenant, policy_id, year, subject_id, governing_date, number,
                        measure, wanted) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (pool_tenant, policy_id, year, subject_id) do update set tenant = excluded.tenant,
                        governing_date = excluded.governing_date, number = excluded.number,
                        measure = excluded.measure, wanted = excluded.wanted
                    """, upserts);
        }
        if (!deletes.isEmpty()) {
            Sql.batch(
                    em,
                    "delete from pool_claim where pool_tenant = ? and policy_id = ? and year = ? and subject_id = ?",
                    deletes);
        }
    }

    /**
     * Shares out the pools of a year that the scope sees whole.
     *
     * @return the contracts that get something else than before
     */
    static List<UUID> shareOut(EntityManager em, List<PolicyVersion> versions, TenantScope scope, int year) {
        if (versions.stream()
                .noneMatch(version ->
                        version.terms().map(org.longji.policy.HostTerms::pool).isPresent())) {
            return List.of();
        }
        var book = new PoolBook();
        Sql.stream(
                em,
                "select * from pool_claim where tenant between ? and ? and year = ?",
                10_000,
                row -> put(book, row),
                scope.low(),
                scope.high(),
                year);
        var before = new HashMap<Pool, Map<UUID, Grant>>();
        book.grants().forEach((pool, grants) -> before.put(pool, Map.copyOf(grants)));
        if (!book.shareOut(versions, scope, year)) {
            return List.of();
        }
        var changed = new HashSet<UUID>();
        var updates = new ArrayList<Object[]>();
        book.grants()
                .forEach((pool, grants) -> grants.forEach((contract, grant) -> {
                    var was = Optional.ofNullable(
                            before.getOrDefault(pool, Map.of()).get(contract));
                    if (!was.equals(Optional.of(grant))) {
                        changed.add(contract);
                        updates.add(new Object[] {
                            grant.granted(),
                            Json.write(grant.share()),
                            pool.tenant(),
                            pool.policyId(),
                            pool.year(),
                            contract
                        });
                    }
                }));
        if (!updates.isEmpty()) {
            Sql.batch(
                    em,
                    "update pool_claim set granted = ?, share = ? where pool_tenant = ? and policy_id = ? and year = ?"
                            + " and subject_id = ?",
                    updates);
        }
        return changed.stream().sorted().toList();
    }
}
