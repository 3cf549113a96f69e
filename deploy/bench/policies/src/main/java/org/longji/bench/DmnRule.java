package org.longji.bench;

import java.math.BigDecimal;
import java.util.List;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNDecisionResult;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;

/** The rule as a DMN model, compiled once. What was paid is added up outside, in Java, which spares the engine a list. */
final class DmnRule {
    private final DMNRuntime runtime;
    private final DMNModel model;

    DmnRule() {
        runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromClasspathResource("/buyer-subsidy-2024.dmn", DmnRule.class)
                .getOrElseThrow(failure -> new IllegalStateException("The DMN model cannot be used", failure));
        List<DMNModel> models = runtime.getModels();
        model = models.get(0);
        if (model.hasErrors()) {
            throw new IllegalStateException(model.getMessages().toString());
        }
    }

    /** A fresh context, as every case needs one. */
    DMNResult evaluate(Case contract) {
        DMNContext context = runtime.newContext();
        context.set("governing date", contract.governingDate());
        context.set("registered on", contract.registeredOn());
        context.set("year", BigDecimal.valueOf(contract.year()));
        context.set("contract type", contract.type().name());
        context.set("provider kind", contract.providerKind().name());
        context.set("recipient kind", contract.recipientKind().name());
        context.set("recipient division", BigDecimal.valueOf(contract.recipientDivision()));
        context.set("affiliated", contract.affiliated());
        context.set("landed", contract.landed());
        context.set("title transferred", contract.titleTransferred());
        context.set("granted earlier", contract.grantedEarlier());
        context.set("paid", PlainRule.paid(contract));
        return runtime.evaluateByName(model, context, "amount");
    }

    static BigDecimal amount(DMNResult result) {
        DMNDecisionResult amount = result.getDecisionResultByName("amount");
        if (amount.hasErrors() || !(amount.getResult() instanceof BigDecimal number)) {
            throw new IllegalStateException(result.getMessages().toString());
        }
        return number;
    }
}
