package org.longji.oversight;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** Computes the figures of a year from the records themselves, one statement each. */
@Dependent
public class Overviews {

    private final Transactions transactions;
    private final Clock clock;

    @Inject
    public Overviews(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The figures of a tenant and what the caller may see below it.
     *
     * @param year calendar year; the latest one with contracts when null
     */
    public Overview of(Caller caller, int tenant, @Nullable Integer year) {
        var scope = caller.scope(tenant, Capability.CONTRACT_READ);
        return transactions.within(scope, em -> {
            var byYear = byYear(em, scope);
            int chosen = year != null
                    ? year
                    : byYear.stream()
                            .mapToInt(Overview.OfYear::year)
                            .max()
                            .orElse(LocalDate.now(clock).getYear());
            var first = LocalDate.of(chosen, 1, 1);
            var last = LocalDate.of(chosen, 12, 31);
            var byType = byType(em, scope, first, last);
            return new Overview(
                    chosen,
                    byYear.stream()
                            .map(Overview.OfYear::year)
                            .sorted((a, b) -> b - a)
                            .toList(),
                    byType.stream().mapToLong(Overview.OfType::contracts).sum(),
                    Money.sum(
                            byType.stream().map(Overview.OfType::contractAmount).toList()),
                    sum(
                            em,
                            "select coalesce(sum(coalesce(assessed_technology_amount, declared_technology_amount)), 0) as total from contract"
                                    + " where tenant between ? and ? and status = 'REGISTERED' and signed_on between ? and ?",
                            scope.low(),
                            scope.high(),
                            first,
                            last),
                    sum(
                            em,
                            "select coalesce(sum(received), 0) as total from receipt"
                                    + " where tenant between ? and ? and received_on between ? and ?",
                            scope.low(),
                            scope.high(),
                            first,
                            last),
                    sum(
                            em,
                            "select coalesce(sum(entitled_amount), 0) as total from entitlement"
                                    + " where tenant between ? and ? and year = ?",
                            scope.low(),
                            scope.high(),
                            chosen),
                    byStatus(em, scope, first, last),
                    byType,
                    children(em, scope, tenant, chosen, first, last),
                    byYear);
        });
    }

    private static Money sum(EntityManager em, String sql, Object... parameters) {
        return Sql.first(em, sql, row -> row.money("total"), parameters).orElse(Money.ZERO);
    }

    private static List<Overview.OfYear> byYear(EntityManager em, TenantScope scope) {
        return Sql.query(
                em,
                """
                select extract(year from signed_on)::int as year, count(*) as contracts, sum(contract_amount) as total
                from contract where tenant between ? and ? and status = 'REGISTERED' group by 1 order by 1
                """,
                row -> new Overview.OfYear(row.integer("year"), row.bigint("contracts"), row.money("total")),
                scope.low(),
                scope.high());
    }

    private static List<Overview.OfType> byType(EntityManager em, TenantScope scope, LocalDate first, LocalDate last) {
        return Sql.query(
                em,
                """
                select type, count(*) as contracts, sum(contract_amount) as total from contract
                where tenant between ? and ? and status = 'REGISTERED' and signed_on between ? and ? group by type order by 3 desc
                """,
                row -> new Overview.OfType(
                        row.constant("type", ContractType.class), row.bigint("contracts"), row.money("total")),
                scope.low(),
                scope.high(),
                first,
                last);
    }

    private static Map<String, Long> byStatus(EntityManager em, TenantScope scope, LocalDate first, LocalDate last) {
        var byStatus = new TreeMap<String, Long>();
        Sql.stream(
                em,
                "select status, count(*) as contracts from contract"
                        + " where tenant between ? and ? and signed_on between ? and ? group by status",
                0,
                row -> byStatus.put(row.text("status"), row.bigint("contracts")),
                scope.low(),
                scope.high(),
                first,
                last);
        return byStatus;
    }

    private static List<Overview.OfDivision> children(
            EntityManager em, TenantScope scope, int tenant, int year, LocalDate first, LocalDate last) {
        return Sql.query(
                em,
                """
                select t.code, t.name_zh, t.name_en, c.contracts, c.total, e.entitled
                from tenant t
                cross join lateral (select count(*) as contracts, coalesce(sum(contract_amount), 0) as total from contract
                    where tenant between t.code and t.upper_code and tenant between ? and ?
                      and status = 'REGISTERED' and signed_on between ? and ?) c
                cross join lateral (select coalesce(sum(entitled_amount), 0) as entitled from entitlement
                    where tenant between t.code and t.upper_code and tenant between ? and ? and year = ?) e
                where t.parent = ? and t.code between ? and ? order by t.code
                """,
                row -> new Overview.OfDivision(
                        row.integer("code"),
                        row.text("name_zh"),
                        row.text("name_en"),
                        row.bigint("contracts"),
                        row.money("total"),
                        row.money("entitled")),
                scope.low(),
                scope.high(),
                first,
                last,
                scope.low(),
                scope.high(),
                year,
                tenant,
                scope.low(),
                scope.high());
    }
}
