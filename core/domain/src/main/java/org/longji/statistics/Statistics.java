package org.longji.statistics;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;
import org.longji.statistics.StatisticsReport.Dimension;
import org.longji.statistics.StatisticsReport.Figures;
import org.longji.statistics.StatisticsReport.Flow;
import org.longji.statistics.StatisticsReport.OfDimension;
import org.longji.statistics.StatisticsReport.OfFlow;
import org.longji.statistics.StatisticsReport.OfMonth;
import org.longji.statistics.StatisticsReport.OfValue;
import org.longji.statistics.StatisticsReport.Region;

/** Draws up the reports from the sums per month, after months whose contracts changed were added up anew. */
@Dependent
public class Statistics {

    private static final int RATIO_DECIMALS = 4;
    private static final String ABROAD = "0";
    private static final int PROVINCE_DIGITS = 2;

    /** 1亿, 1000万 and 100万元, as the sums per month tell them apart; 0 ends with all. */
    private static final List<String> BANDS = List.of("100000000", "10000000", "1000000", "0");

    private final Transactions transactions;

    @Inject
    public Statistics(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Sum(String value, Figures now, Figures before) {}

    /** The report of a tenant and what lies below it; for officers alone. */
    public StatisticsReport report(Caller caller, int tenant, Period period) {
        var scope = caller.scope(tenant, Capability.REGISTRATION_READ);
        return transactions.within(scope, em -> {
            Sql.first(em, "select settle_statistics() as months", row -> row.integer("months"));
            var sums = sums(em, scope, period);
            var types = sums.getOrDefault(Dimension.TYPE.name(), List.of());
            var now = sum(types.stream().map(Sum::now).toList());
            var before = sum(types.stream().map(Sum::before).toList());
            return new StatisticsReport(
                    tenant,
                    period.name(),
                    period.from(),
                    period.until(),
                    now,
                    before,
                    growth(now, before),
                    byMonth(em, scope, period),
                    dimensions(sums),
                    flow(tenant, sums.getOrDefault("FLOW", List.of())));
        });
    }

    private static Map<String, List<Sum>> sums(EntityManager em, TenantScope scope, Period period) {
        var sums = new TreeMap<String, List<Sum>>();
        Sql.stream(
                em,
                """
                select dimension, value,
                    coalesce(sum(contracts) filter (where month >= ?), 0) as contracts,
                    coalesce(sum(contract_amount) filter (where month >= ?), 0) as contract_amount,
                    coalesce(sum(technology_amount) filter (where month >= ?), 0) as technology_amount,
                    coalesce(sum(contracts) filter (where month < ?), 0) as contracts_before,
                    coalesce(sum(contract_amount) filter (where month < ?), 0) as contract_amount_before,
                    coalesce(sum(technology_amount) filter (where month < ?), 0) as technology_amount_before
                from statistics_cell
                where tenant between ? and ? and (month >= ? and month < ? or month >= ? and month < ?)
                group by dimension, value
                """,
                0,
                row -> sums.computeIfAbsent(row.text("dimension"), dimension -> new ArrayList<>())
                        .add(new Sum(row.text("value"), figures(row, ""), figures(row, "_before"))),
                period.from(),
                period.from(),
                period.from(),
                period.from(),
                period.from(),
                period.from(),
                scope.low(),
                scope.high(),
                period.from(),
                period.until(),
                period.from().minusYears(1),
                period.until().minusYears(1));
        return sums;
    }

    private static List<OfMonth> byMonth(EntityManager em, TenantScope scope, Period period) {
        return Sql.query(
                em,
                """
                select month, sum(contracts) as contracts, sum(contract_amount) as contract_amount,
                    sum(technology_amount) as technology_amount
                from statistics_cell
                where dimension = 'TYPE' and tenant between ? and ? and month >= ? and month < ?
                group by month order by month
                """,
                row -> new OfMonth(row.date("month"), figures(row, "")),
                scope.low(),
                scope.high(),
                period.from(),
                period.until());
    }

    private static List<OfDimension> dimensions(Map<String, List<Sum>> sums) {
        var dimensions = new ArrayList<OfDimension>();
        for (var dimension : Dimension.values()) {
            var values = sums.getOrDefault(dimension.name(), List.of());
            dimensions.add(new OfDimension(dimension, dimension == Dimension.SIZE ? atLeast(values) : largest(values)));
        }
        return dimensions;
    }

    private static List<OfValue> largest(List<Sum> sums) {
        return sums.stream()
                .map(Statistics::line)
                .sorted(Comparator.comparing((OfValue line) -> line.figures().contractAmount())
                        .reversed()
                        .thenComparing(OfValue::value))
                .toList();
    }

    /** The bands tell contracts apart; the report wants those of at least an amount. */
    private static List<OfValue> atLeast(List<Sum> bands) {
        var lines = new ArrayList<OfValue>();
        var now = Figures.NONE;
        var before = Figures.NONE;
        for (var least : BANDS) {
            for (var band : bands) {
                if (band.value().equals(least)) {
                    now = now.plus(band.now());
                    before = before.plus(band.before());
                }
            }
            lines.add(line(new Sum(least, now, before)));
        }
        return lines;
    }

    private static Flow flow(int tenant, List<Sum> flows) {
        var matrix = new EnumMap<Region, Map<Region, Figures>>(Region.class);
        for (var flow : flows) {
            var arrow = flow.value().indexOf('>');
            matrix.computeIfAbsent(
                            region(tenant, flow.value().substring(0, arrow)), from -> new EnumMap<>(Region.class))
                    .merge(region(tenant, flow.value().substring(arrow + 1)), flow.now(), Figures::plus);
        }
        var cells = new ArrayList<OfFlow>();
        matrix.forEach((from, tos) -> tos.forEach((to, figures) -> {
            if (figures.contracts() > 0) {
                cells.add(new OfFlow(from, to, figures));
            }
        }));
        var output = sum(cells.stream()
                .filter(cell -> cell.from() == Region.HERE)
                .map(OfFlow::figures)
                .toList());
        var absorbed = cells.stream().filter(cell -> cell.to() == Region.HERE).toList();
        var local = sum(absorbed.stream()
                .filter(cell -> cell.from() == Region.HERE)
                .map(OfFlow::figures)
                .toList());
        return new Flow(
                cells,
                output,
                sum(absorbed.stream().map(OfFlow::figures).toList()),
                ratio(local.contractAmount(), output.contractAmount()));
    }

    private static Region region(int tenant, String place) {
        var whole = Integer.toString(tenant);
        var here = whole.replaceFirst("(00)+$", "");
        if (place.equals(ABROAD)) {
            return Region.ABROAD;
        }
        if (place.startsWith(here)) {
            return Region.HERE;
        }
        return place.startsWith(whole.substring(0, PROVINCE_DIGITS)) ? Region.PROVINCE : Region.COUNTRY;
    }

    private static OfValue line(Sum sum) {
        return new OfValue(sum.value(), sum.now(), sum.before(), growth(sum.now(), sum.before()));
    }

    private static @Nullable BigDecimal growth(Figures now, Figures before) {
        return ratio(now.contractAmount().minus(before.contractAmount()), before.contractAmount());
    }

    private static @Nullable BigDecimal ratio(Money part, Money whole) {
        return whole.isPositive()
                ? part.toBigDecimal().divide(whole.toBigDecimal(), RATIO_DECIMALS, RoundingMode.HALF_UP)
                : null;
    }

    private static Figures sum(List<Figures> figures) {
        return figures.stream().reduce(Figures.NONE, Figures::plus);
    }

    private static Figures figures(Row row, String suffix) {
        return new Figures(
                row.bigint("contracts" + suffix),
                row.money("contract_amount" + suffix),
                row.money("technology_amount" + suffix));
    }
}
