package org.longji.oversight;

import java.util.List;
import java.util.Map;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;

/**
 * The figures of one year. Contracts count in the year they were signed, receipts in the year the money arrived,
 * entitlements in the year they were assessed for.
 *
 * @param years years that have contracts, latest first
 * @param contracts registered contracts
 * @param contractAmount 合同成交额 of the registered contracts
 * @param technologyAmount 技术交易额 of the registered contracts
 * @param received 实际到账
 * @param entitled what is due after all host rules
 * @param byStatus contracts of the year by status, registered or not
 * @param children the divisions right below, each with its own subtree
 * @param byYear every year's registered contracts
 */
public record Overview(
        int year,
        List<Integer> years,
        long contracts,
        Money contractAmount,
        Money technologyAmount,
        Money received,
        Money entitled,
        Map<String, Long> byStatus,
        List<OfType> byType,
        List<OfDivision> children,
        List<OfYear> byYear) {

    /** One contract type's share of the year. */
    public record OfType(ContractType type, long contracts, Money contractAmount) {}

    /** One division's share of the year. */
    public record OfDivision(
            int code, String nameZh, String nameEn, long contracts, Money contractAmount, Money entitled) {}

    /** One year beside the others. */
    public record OfYear(int year, long contracts, Money contractAmount) {}
}
