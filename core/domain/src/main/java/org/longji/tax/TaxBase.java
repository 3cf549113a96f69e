package org.longji.tax;

import org.longji.contract.ContractDetails;
import org.longji.plugin.api.ContractType;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.PartyKind;

/**
 * What a card takes from the registered contract.
 *
 * @param technologyAmount 核定技术交易额, or the declared one where nothing was assessed
 */
record TaxBase(
        String registrationNumber,
        int registrationVersion,
        ContractType type,
        Money contractAmount,
        Money technologyAmount,
        PartyKind provider,
        PartyKind recipient) {

    static TaxBase of(ContractDetails contract) {
        var assessed = contract.assessedTechnologyAmount();
        var number = contract.registrationNumber();
        return new TaxBase(
                number == null ? "" : number,
                contract.registrationVersion(),
                contract.type(),
                contract.contractAmount(),
                assessed == null ? contract.declaredTechnologyAmount() : assessed,
                contract.provider().kind(),
                contract.recipient().kind());
    }

    Money nonTechnologyCost() {
        return contractAmount.minus(technologyAmount);
    }

    boolean is(ContractType... types) {
        return java.util.Arrays.asList(types).contains(type);
    }
}
