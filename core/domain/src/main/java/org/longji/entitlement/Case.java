package org.longji.entitlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.longji.entitlement.DecisionRecord.DefinitionRef;
import org.longji.entitlement.DecisionRecord.HostFacts;
import org.longji.entitlement.DecisionRecord.ParameterValue;
import org.longji.entitlement.DecisionRecord.PluginRef;
import org.longji.entitlement.DecisionRecord.PolicyRef;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PolicyHandle;
import org.longji.policy.DatedValue;
import org.longji.policy.Exclusivity;
import org.longji.policy.PolicyVersion;

/** One policy version on one contract in one year, on its way to a decision. */
final class Case {

    private final ContractCase contract;
    private final PolicyVersion version;
    private final PolicyHandle handle;
    private final Facts facts;
    private final List<ParameterValue> parameters;
    private final Assessment assessment;
    private HostFacts host;

    Case(
            ContractCase contract,
            PolicyVersion version,
            PolicyHandle handle,
            int year,
            LocalDate governingDate,
            YearFiguresOf figures) {
        this.contract = contract;
        this.version = version;
        this.handle = handle;
        this.facts = figures.with(contract.facts(year, governingDate), version, handle);
        this.parameters = parameters(version.valuesOn(governingDate), handle);
        this.assessment = ask(handle, policyRef(), facts, values());
        this.host = HostFacts.none().endedBy(contract.ended());
    }

    /** Asks the policy, or says why it cannot be asked; the same question gives the same answer years later. */
    static Assessment ask(PolicyHandle handle, PolicyRef policy, Facts facts, Map<String, String> values) {
        if (!policy.computable()) {
            return judge(
                    policy,
                    "AMOUNTS_NOT_KNOWN",
                    new Text(
                            policy.document() + " 在该日期有效，但其金额未能取得，本系统不能计算。"
                                    + policy.note().orElse(""),
                            policy.document()
                                    + " was in force on that day, but its amounts are not on record, so nothing is computed."));
        }
        if (!handle.assessedAutomatically()) {
            return judge(
                    policy,
                    "NEEDS_CLAIM",
                    new Text(
                            "该措施以申请人年度、申报事项或非合同当事人为对象，尚不能自动计算，须由申请人申报。",
                            "The measure is about a whole year, a claim or somebody who is no party of the contract: it is not assessed automatically yet and needs a claim."));
        }
        try {
            return handle.assess(facts, values, policy.from(), policy.until());
        } catch (PluginFailure e) {
            System.getLogger(Case.class.getName())
                    .log(
                            System.Logger.Level.ERROR,
                            "Contract " + facts.contract().registrationNumber(),
                            e);
            return judge(
                    policy,
                    "POLICY_FAILED",
                    new Text("政策插件未能给出结果，需人工判断。", "The policy plugin gave no usable answer; a person must judge."));
        }
    }

    private static NeedsJudgement judge(PolicyRef policy, String code, Text text) {
        return new NeedsJudgement(List.of(new Question(code, text, policy.basis())));
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        parameters.forEach(p -> values.put(p.name(), p.value()));
        return values;
    }

    private static List<ParameterValue> parameters(Map<String, DatedValue> values, PolicyHandle handle) {
        var result = new ArrayList<ParameterValue>();
        values.forEach((name, value) -> {
            var label = handle.parameters().stream()
                    .filter(p -> p.name().equals(name))
                    .map(ParameterDescription::label)
                    .findFirst()
                    .orElse(new Text(name, name));
            result.add(new ParameterValue(
                    name,
                    label,
                    value.value(),
                    value.unit(),
                    value.from(),
                    value.until(),
                    value.basis(),
                    value.note()));
        });
        return List.copyOf(result);
    }

    /** Tells the case what spans cases; it must be told before its record is made. */
    void tell(Optional<Side> electedSide, boolean otherSideEntitled) {
        host = host.withSides(electedSide, otherSideEntitled);
    }

    void tellCap(Money limit, Money granted) {
        host = host.withCap(limit, granted);
    }

    DecisionRecord record() {
        var policy = policyRef();
        return new DecisionRecord(
                DecisionRecord.SCHEMA,
                policy,
                facts.year(),
                side(),
                facts.governingDate(),
                new PluginRef(
                        handle.pluginId(),
                        handle.pluginVersion(),
                        handle.pluginHash(),
                        version.definition()
                                .map(definition -> new DefinitionRef(
                                        definition.language(),
                                        definition.hash(),
                                        version.cap().map(PolicyVersion.Cap::parameter)))),
                facts,
                parameters,
                host,
                HostRules.decide(assessment, policy, facts, side(), host));
    }

    /** What the rule gives before the cap, but after the one-side rule: what may be asked of the cap. */
    Money wanted() {
        return HostRules.decide(assessment, policyRef(), facts, side(), host).entitledAmount();
    }

    private PolicyRef policyRef() {
        return new PolicyRef(
                version.policyId(),
                version.tenant(),
                version.version(),
                version.title(),
                version.document(),
                version.article(),
                version.from(),
                version.until(),
                version.clock(),
                version.computable(),
                version.exclusivity(),
                version.exclusivityBasis(),
                version.cap().map(PolicyVersion.Cap::scope),
                capParameter().map(ParameterValue::basis),
                version.note());
    }

    /** Whether the rule gives something on a registration that stands. */
    boolean ruleGivesSomething() {
        return contract.ended().isEmpty()
                && assessment instanceof Entitled entitled
                && entitled.amount().isMoreThan(Money.ZERO);
    }

    boolean oneSided() {
        return version.exclusivity() == Exclusivity.ONE_SIDE_PER_PROJECT_YEAR;
    }

    Side side() {
        return handle.descriptor().side();
    }

    UUID contractId() {
        return contract.id();
    }

    ContractCase contract() {
        return contract;
    }

    PolicyVersion version() {
        return version;
    }

    String beneficiary() {
        return facts.party(side()).creditCode();
    }

    /** Limit of the version's cap on the governing date, if it has a cap. */
    Optional<Money> capLimit() {
        return capParameter().map(p -> Money.of(p.value()));
    }

    private Optional<ParameterValue> capParameter() {
        return version.cap()
                .flatMap(cap -> parameters.stream()
                        .filter(p -> p.name().equals(cap.parameter()))
                        .findFirst());
    }
}
