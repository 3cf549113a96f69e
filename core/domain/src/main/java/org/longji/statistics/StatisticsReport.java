package org.longji.statistics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;

/**
 * Registered contracts of a period by every dimension the national statistics ask for, beside the same period of the year before.
 * A contract counts in the month it was registered, with the amounts its registration states now; cancelled and revoked ones do not
 * count.
 *
 * @param until first day after the period
 * @param byMonth the months of the period that have contracts
 * @param flow who provided to whom, by region
 */
public record StatisticsReport(
        int tenant,
        String period,
        LocalDate from,
        LocalDate until,
        Figures total,
        Figures totalBefore,
        @Nullable BigDecimal growth,
        List<OfMonth> byMonth,
        List<OfDimension> dimensions,
        Flow flow) {

    /**
     * Three figures that go together.
     *
     * @param contractAmount 合同成交额
     * @param technologyAmount 技术交易额, assessed where it was, declared otherwise
     */
    public record Figures(long contracts, Money contractAmount, Money technologyAmount) {

        static final Figures NONE = new Figures(0, Money.ZERO, Money.ZERO);

        Figures plus(Figures other) {
            return new Figures(
                    contracts + other.contracts,
                    contractAmount.plus(other.contractAmount),
                    technologyAmount.plus(other.technologyAmount));
        }
    }

    /** A month, by its first day. */
    public record OfMonth(LocalDate month, Figures figures) {}

    /** One table of the report. */
    public record OfDimension(Dimension dimension, List<OfValue> values) {}

    /**
     * One line of a table.
     *
     * @param value code of the record; empty where the contract says nothing
     * @param growth of the contract amount over the year before, {@code 0.2660} for 26.6 %; null where there was none
     */
    public record OfValue(
            String value,
            Figures figures,
            Figures before,
            @Nullable BigDecimal growth) {}

    /** What the contracts are told apart by. */
    public enum Dimension {
        TYPE,
        SUBTYPE,
        IP_CLASS,
        TECHNOLOGY_FIELD,
        PLAN_SOURCE,
        PROVIDER_KIND,
        RECIPIENT_KIND,
        ECONOMIC_GOAL,
        INDUSTRY,
        INTERMEDIARY,
        /** Contract amount of at least so many yuan, so that a large contract counts in several lines; 0 has all. */
        SIZE
    }

    /** Where a party sits, seen from the tenant. */
    public enum Region {
        /** Inside the tenant. */
        HERE,
        /** Elsewhere in the province. */
        PROVINCE,
        /** Elsewhere in the country. */
        COUNTRY,
        ABROAD
    }

    /** Contracts from one region to another. */
    public record OfFlow(Region from, Region to, Figures figures) {}

    /**
     * Output and absorption (输出与吸纳) as far as they are registered at the tenant and below it; what providers elsewhere registered
     * at home is not on record here.
     *
     * @param output from here to anywhere
     * @param absorbed from anywhere to here
     * @param localConversion 本地转化率: from here to here ÷ output, by contract amount, four decimals half up; null without output
     */
    public record Flow(
            List<OfFlow> matrix,
            Figures output,
            Figures absorbed,
            @Nullable BigDecimal localConversion) {}
}
