package org.longji.entitlement;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.longji.entitlement.DecisionRecord.DefinitionRef;
import org.longji.entitlement.DecisionRecord.ParameterValue;
import org.longji.entitlement.DecisionRecord.PluginRef;
import org.longji.entitlement.DecisionRecord.PolicyRef;
import org.longji.plugin.api.Assessment;
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
import org.longji.policy.HostTerms;
import org.longji.policy.PolicyVersion;

/** One policy version as it stands on one governing date: what every case of that day shares. */
final class Terms {

    private final PolicyVersion version;
    private final PolicyHandle handle;
    private final LocalDate day;
    private final List<ParameterValue> parameters;
    private final PolicyRef policy;
    private final Optional<ParameterValue> cap;
    private final Optional<Money> capLimit;
    private final Map<String, Object> settings;
    private final Map<Map<String, String>, PolicyHandle.Bound> bounds;
    private PolicyHandle.@Nullable Bound bound;

    /**
     * @param settings what the tenant whose version it is chose about the plugin, as of that day
     * @param bounds what the version was bound to before: days with the same values share it, and what is remembered by it
     */
    Terms(
            PolicyVersion version,
            PolicyHandle handle,
            LocalDate governingDate,
            Map<String, Object> settings,
            Map<Map<String, String>, PolicyHandle.Bound> bounds) {
        this.settings = settings;
        this.bounds = bounds;
        this.version = version;
        this.handle = handle;
        this.day = governingDate;
        this.parameters = parameters(version.valuesFor(handle, governingDate), handle);
        this.cap = version.cap()
                .flatMap(rule -> parameters.stream()
                        .filter(p -> p.name().equals(rule.parameter()))
                        .findFirst());
        this.capLimit = cap.map(p -> Money.of(p.value()));
        this.policy = new PolicyRef(
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
                cap.map(ParameterValue::basis),
                version.note());
    }

    /** The facts with what the tenant chose; those of a decision on record, which say themselves what was chosen then, stay as they are. */
    Facts known(Facts facts) {
        return settings.isEmpty() || facts.settings().equals(settings) ? facts : facts.withSettings(settings);
    }

    /** Asks the policy, or says why it cannot be asked; the same question gives the same answer years later. */
    Assessment ask(Facts facts) {
        if (!policy.computable()) {
            return amountsNotKnown(policy);
        }
        if (!handle.assessedAutomatically()) {
            return needsClaim(policy);
        }
        return calculate(facts);
    }

    /** The same where somebody has stated everything there is to know, a claim or a year included. */
    Assessment calculate(Facts facts) {
        if (!policy.computable()) {
            return amountsNotKnown(policy);
        }
        try {
            if (bound == null) {
                bound = bounds.computeIfAbsent(values(), values -> handle.bind(values, policy.from(), policy.until()));
            }
            return bound.assess(known(facts));
        } catch (PluginFailure e) {
            return failed(policy, facts, e);
        }
    }

    /** Asks a policy from what a decision's record says of it. */
    static Assessment ask(PolicyHandle handle, PolicyRef policy, Facts facts, Map<String, String> values) {
        if (!policy.computable()) {
            return amountsNotKnown(policy);
        }
        if (!handle.assessedAutomatically()) {
            return needsClaim(policy);
        }
        try {
            return handle.assess(facts, values, policy.from(), policy.until());
        } catch (PluginFailure e) {
            return failed(policy, facts, e);
        }
    }

    private static NeedsJudgement amountsNotKnown(PolicyRef policy) {
        return judge(
                policy,
                "AMOUNTS_NOT_KNOWN",
                new Text(
                        policy.document() + " 在该日期有效，但其金额未能取得，本系统不能计算。"
                                + policy.note().orElse(""),
                        policy.document()
                                + " was in force on that day, but its amounts are not on record, so nothing is computed."));
    }

    private static NeedsJudgement needsClaim(PolicyRef policy) {
        return judge(
                policy,
                "NEEDS_CLAIM",
                new Text(
                        "该措施以申报事项或非合同当事人为对象，登记系统不能自动计算，须由申请人申报。",
                        "The measure is about a claim or somebody who is no party of the contract: the register cannot tell it, and it needs a claim."));
    }

    private static NeedsJudgement failed(PolicyRef policy, Facts facts, PluginFailure failure) {
        System.getLogger(Terms.class.getName())
                .log(System.Logger.Level.ERROR, "Contract " + facts.contract().registrationNumber(), failure);
        return judge(
                policy,
                "POLICY_FAILED",
                new Text("政策插件未能给出结果，需人工判断。", "The policy plugin gave no usable answer; a person must judge."));
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
        return values.entrySet().stream()
                .map(entry -> {
                    var name = entry.getKey();
                    var value = entry.getValue();
                    var label = handle.parameters().stream()
                            .filter(p -> p.name().equals(name))
                            .map(ParameterDescription::label)
                            .findFirst()
                            .orElse(new Text(name, name));
                    return new ParameterValue(
                            name,
                            label,
                            value.value(),
                            value.unit(),
                            value.from(),
                            value.until(),
                            value.basis(),
                            value.note());
                })
                .toList();
    }

    PolicyHandle handle() {
        return handle;
    }

    PolicyVersion version() {
        return version;
    }

    Side side() {
        return handle.descriptor().side();
    }

    PolicyRef policy() {
        return policy;
    }

    PluginRef plugin() {
        return new PluginRef(
                handle.pluginId(),
                handle.pluginVersion(),
                handle.pluginHash(),
                version.definition()
                        .map(definition -> new DefinitionRef(
                                definition.language(),
                                definition.hash(),
                                version.cap().map(PolicyVersion.Cap::parameter))));
    }

    List<ParameterValue> parameters() {
        return parameters;
    }

    /** A figure of the host's terms on the governing date. */
    Optional<HostTerms.Figure> figure(@Nullable String text, HostTerms.@Nullable Clause clause) {
        return HostTerms.figure(version, text, clause, day);
    }

    /** Limit of the version's cap on the governing date, if it has a cap. */
    Optional<Money> capLimit() {
        return capLimit;
    }
}
