package org.longji.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.longji.party.OrganizationForm;
import org.longji.plugin.api.Answer;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/**
 * The registration form (技术合同登记表) as the provider fills it in.
 *
 * @param projectKey province-wide number of the technology-trade project, when several contracts make one project
 * @param contractAmount 合同成交额, the gross figure
 * @param declaredTechnologyAmount 技术交易额 as declared: contract amount less non-technology cost
 * @param royaltyBase what running royalties are counted on (提成基数): price, added output, profit or sales
 * @param expectedInvestment 预计新增投入, asked for transfers
 * @param expectedOutput 预计新增产值, asked for transfers
 * @param originalCurrency ISO 4217 code of a contract not made in yuan
 * @param originalContractAmount the contract amount in that currency, two decimals at most
 * @param items the price by items, whose sums the amounts are; empty where nobody itemised it, then the amounts stand alone
 * @param particulars further parties, the intermediary, and the fields of the contract type
 */
public record ContractForm(
        String title,
        ContractType type,
        String subtype,
        @Nullable String projectKey,
        LocalDate signedOn,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        OrganizationForm provider,
        OrganizationForm recipient,
        Money contractAmount,
        Money declaredTechnologyAmount,
        @Nullable String paymentMode,
        @Nullable String royaltyBase,
        @Nullable Money expectedInvestment,
        @Nullable Money expectedOutput,
        @Nullable Boolean firstRegistration,
        @Nullable String originalCurrency,
        @Nullable BigDecimal originalContractAmount,
        @Nullable String ipClass,
        @Nullable String technologyField,
        @Nullable String technologyFieldSecondary,
        @Nullable String economicGoal,
        @Nullable String industry,
        @Nullable String planSource,
        @Nullable String planNumber,
        @Nullable String intermediary,
        @Nullable Answer affiliatedParties,
        @Nullable Answer landedInProvince,
        @Nullable Answer titleTransferred,
        @Nullable Boolean overseas,
        @Nullable Boolean secret,
        @Nullable String projectLeader,
        @Nullable String handler,
        @Nullable String handlerPhone,
        List<PriceItem> items,
        Particulars particulars) {

    /** Fills in what follows from the items: the two amounts, and those in a foreign currency. */
    @SuppressWarnings("ConstantValue") // a form may leave anything out
    public ContractForm {
        particulars = particulars == null ? Particulars.NONE : particulars;
        items = items == null
                ? List.of()
                : items.stream()
                        .filter(Objects::nonNull)
                        .map(PriceItem::declared)
                        .toList();
        if (!items.isEmpty() && items.stream().allMatch(item -> item.amount() != null && item.priceClass() != null)) {
            var price = new Price(items);
            contractAmount = contractAmount == null ? price.contractAmount() : contractAmount;
            declaredTechnologyAmount =
                    declaredTechnologyAmount == null ? price.declaredTechnologyAmount() : declaredTechnologyAmount;
        }
        var currency = items.isEmpty() ? null : items.get(0).currency();
        if (currency != null && originalCurrency == null && originalContractAmount == null) {
            originalCurrency = currency;
            originalContractAmount = originalSum(items);
        }
    }

    private static BigDecimal originalSum(List<PriceItem> items) {
        return items.stream()
                .map(PriceItem::originalAmount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Who files it: the provider, or, of an import, the buyer. */
    OrganizationForm filer() {
        return provider.kind() == PartyKind.OVERSEAS ? recipient : provider;
    }

    /**
     * Refuses what cannot be a contract, naming every field at fault at once.
     *
     * @param today the day of filing; nobody signs in the future
     */
    public void check(LocalDate today) {
        if (Boolean.TRUE.equals(secret)) {
            throw new ProblemException(Problem.SECRET_CONTRACT, java.util.Map.of());
        }
        var checks = new FieldChecks();
        checks.present(title, "title")
                .atMost(title, 300, "title")
                .present(type, "type")
                .present(subtype, "subtype")
                .present(signedOn, "signedOn")
                .present(contractAmount, "contractAmount")
                .present(declaredTechnologyAmount, "declaredTechnologyAmount")
                .present(provider, "provider")
                .present(recipient, "recipient")
                .atMost(projectKey, 64, "projectKey");
        if (provider != null) {
            provider.check(checks, "provider.");
        }
        if (recipient != null) {
            recipient.check(checks, "recipient.");
        }
        if (provider != null && recipient != null && provider.creditCode() != null) {
            checks.require(
                    !provider.creditCode().equals(recipient.creditCode()),
                    "recipient.creditCode",
                    "买卖双方不能是同一单位。",
                    "Provider and recipient must not be the same organisation.");
        }
        if (signedOn != null) {
            checks.require(
                    !signedOn.isAfter(today),
                    "signedOn",
                    "签订日期不能晚于今天。",
                    "The signing date must not lie in the future.");
        }
        if (validFrom != null && validUntil != null) {
            checks.require(
                    !validUntil.isBefore(validFrom),
                    "validUntil",
                    "有效期止不能早于有效期起。",
                    "The contract cannot end before it begins.");
        }
        if (type != null && subtype != null) {
            checks.require(
                    ContractSubtypes.belongs(type, subtype),
                    "subtype",
                    "子类 " + subtype + " 不属于该合同类别；可选：" + ContractSubtypes.of(type) + "。",
                    "Sub-type " + subtype + " does not belong to this type; choose one of " + ContractSubtypes.of(type)
                            + ".");
        }
        if (contractAmount != null) {
            checks.require(
                    contractAmount.compareTo(Money.ZERO) >= 0,
                    "contractAmount",
                    "合同成交额不能为负。",
                    "The contract amount cannot be negative.");
        }
        if (declaredTechnologyAmount != null && contractAmount != null) {
            checks.require(
                    declaredTechnologyAmount.compareTo(Money.ZERO) >= 0
                            && contractAmount.isAtLeast(declaredTechnologyAmount),
                    "declaredTechnologyAmount",
                    "技术交易额 " + declaredTechnologyAmount + " 元须在 0 与合同成交额 " + contractAmount + " 元之间。请核对非技术性费用。",
                    "The technology amount " + declaredTechnologyAmount + " must lie between 0 and the contract amount "
                            + contractAmount + ". Check the non-technology cost.");
        }
        checks.require(
                (originalCurrency == null) == (originalContractAmount == null),
                "originalCurrency",
                "外币币种与外币金额须同时填写。",
                "Give the foreign currency and the amount in it together.");
        checks.require(
                originalCurrency == null || originalCurrency.matches("[A-Z]{3}"),
                "originalCurrency",
                "币种为三位字母代码，例如 USD。",
                "A currency has a three-letter code, for example USD.");
        checks.require(
                originalContractAmount == null
                        || (originalContractAmount.signum() >= 0
                                && originalContractAmount.stripTrailingZeros().scale() <= 2),
                "originalContractAmount",
                "外币金额不能为负，最多两位小数。",
                "The foreign amount cannot be negative and has two decimals at most.");
        checkPrice(checks, today);
        if (provider != null && recipient != null) {
            particulars.check(checks, provider, recipient, intermediary);
        }
        checks.done();
    }

    private void checkPrice(FieldChecks checks, LocalDate today) {
        checks.require(items.size() <= MOST_ITEMS, "items", "价款分项过多。", "Too many items of the price.");
        for (int i = 0; i < items.size(); i++) {
            items.get(i).check(checks, "items[" + i + "].", today);
            checks.require(
                    Objects.equals(items.get(i).currency(), items.get(0).currency()),
                    "items[" + i + "].currency",
                    "一份合同使用一种币种。",
                    "A contract is written in one currency.");
        }
        if (items.isEmpty()
                || contractAmount == null
                || declaredTechnologyAmount == null
                || items.stream().anyMatch(item -> item.amount() == null || item.priceClass() == null)) {
            return;
        }
        var price = new Price(items);
        checks.require(
                        price.contractAmount().equals(contractAmount),
                        "contractAmount",
                        "合同成交额 " + contractAmount + " 元与分项之和 " + price.contractAmount() + " 元不符。",
                        "The contract amount " + contractAmount + " is not the sum of its items, "
                                + price.contractAmount() + ".")
                .require(
                        price.declaredTechnologyAmount().equals(declaredTechnologyAmount),
                        "declaredTechnologyAmount",
                        "技术交易额 " + declaredTechnologyAmount + " 元与技术性分项之和 " + price.declaredTechnologyAmount()
                                + " 元不符。",
                        "The technology amount " + declaredTechnologyAmount + " is not the sum of the technical items, "
                                + price.declaredTechnologyAmount() + ".");
        if (items.get(0).currency() != null) {
            checks.require(
                    Objects.equals(originalCurrency, items.get(0).currency())
                            && originalContractAmount != null
                            && originalContractAmount.compareTo(originalSum(items)) == 0,
                    "originalContractAmount",
                    "外币金额与分项的外币之和 " + originalSum(items).toPlainString() + " "
                            + items.get(0).currency() + " 不符。",
                    "The foreign amount is not the sum of its items, "
                            + originalSum(items).toPlainString() + " "
                            + items.get(0).currency() + ".");
        }
    }

    private static final int MOST_ITEMS = 100;
}
