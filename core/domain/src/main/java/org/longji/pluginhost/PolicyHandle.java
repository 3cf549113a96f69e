package org.longji.pluginhost;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.CalculationStep;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Entitled;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.NeedsJudgement;
import org.longji.plugin.api.NotEntitled;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.ParameterException;
import org.longji.plugin.api.Passed;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Subject;

/**
 * One policy of one loaded plugin, called through a guard: whatever it throws or whatever wrong it answers becomes a
 * {@link PluginFailure}, never the host's crash.
 *
 * @param pluginHash SHA-256 of the archive, hex; decisions are pinned to it
 * @param subject what one decision is about
 * @param beneficiary who gets the money
 * @param inputs what a claim brings beyond what the host knows
 */
public record PolicyHandle(
        String pluginId,
        String pluginVersion,
        String pluginHash,
        PolicyDescriptor descriptor,
        List<ParameterDescription> parameters,
        Subject subject,
        Role beneficiary,
        List<InputDescription> inputs,
        PluginCalls calls,
        Computation computation,
        Optional<ComposedPolicy> composed) {

    private static final int YEARS_FOR_A_CLASS = 10;

    /** An explanation is read by people; a year's measure may have a step for each contract. */
    private static final int MOST_PARTS = 20_000;

    /** How an answer is computed: a class of the plugin, or what its language made of a definition. */
    interface Computation {
        Bound bind(Map<String, String> values, LocalDate from, Optional<LocalDate> until);
    }

    /** A policy with its figures. */
    @FunctionalInterface
    public interface Bound {

        /** @throws PluginFailure when the policy throws or answers against its own rules */
        Assessment assess(Facts facts);
    }

    /** A class of a plugin without an archive: for trying it outside the server. */
    public PolicyHandle(
            String pluginId,
            String pluginVersion,
            String pluginHash,
            PolicyDescriptor descriptor,
            List<ParameterDescription> parameters,
            IncentivePolicy<?> policy) {
        this(
                new PluginIdentity(pluginId, pluginVersion, pluginHash),
                new PluginCalls(pluginId, CallBudget.USUAL),
                descriptor,
                parameters,
                policy);
    }

    /** A class of the plugin. */
    PolicyHandle(
            PluginIdentity plugin,
            PluginCalls calls,
            PolicyDescriptor descriptor,
            List<ParameterDescription> parameters,
            IncentivePolicy<?> policy) {
        this(
                plugin.id(),
                plugin.version(),
                plugin.hash(),
                descriptor,
                parameters,
                policy.subject(),
                policy.beneficiary(),
                policy.inputs(),
                calls,
                (values, from, until) -> bound(policy, values, from, until),
                Optional.empty());
    }

    /** The settings of the same archive, if it has some. */
    public Optional<SettingsHandle> settings() {
        return calls.settings();
    }

    /** A measure of a tenant. */
    static PolicyHandle of(PluginIdentity plugin, PluginCalls calls, ComposedPolicy composed) {
        var bound = new BoundMeasures(composed);
        return new PolicyHandle(
                plugin.id(),
                plugin.version(),
                plugin.hash(),
                composed.descriptor(),
                composed.parameters(),
                composed.subject(),
                composed.beneficiary(),
                composed.inputs(),
                calls,
                bound,
                Optional.of(composed));
    }

    /**
     * Whether the host can bring everything it needs by itself, from the register. What is about a claim, or about somebody who
     * is no party of a contract, has to be claimed.
     */
    public boolean assessedAutomatically() {
        return (subject == Subject.CONTRACT
                                && !composed.map(ComposedPolicy::readsYearContracts)
                                        .orElse(false)
                        || subject == Subject.APPLICANT_YEAR)
                && (beneficiary == Role.PROVIDER || beneficiary == Role.RECIPIENT);
    }

    /** Whether it is about single contracts; about a year or a claim no contract is asked. */
    public boolean concernsContracts() {
        return subject == Subject.CONTRACT;
    }

    /** Whether it is about applicants' years that the register can tell. */
    public boolean concernsYears() {
        return subject == Subject.APPLICANT_YEAR && assessedAutomatically();
    }

    /** Whether it reads the beneficiary's single contracts of the year; a class about years always gets them. */
    public boolean readsYearContracts() {
        return composed.map(ComposedPolicy::readsYearContracts).orElse(subject == Subject.APPLICANT_YEAR);
    }

    /** How many years of the beneficiary's figures it reads; 0 for none. A class about years cannot say, and gets many. */
    public int yearsOfFigures() {
        return composed.map(ComposedPolicy::yearsOfFigures)
                .orElse(subject == Subject.APPLICANT_YEAR ? YEARS_FOR_A_CLASS : 0);
    }

    /**
     * Asks the policy.
     *
     * @param values parameter values by name, as of the governing date
     * @param from first day of the policy version
     * @param until last day of the policy version
     * @throws PluginFailure when the values do not fit, or the policy throws or answers against its own rules
     */
    public Assessment assess(Facts facts, Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
        return bind(values, from, until).assess(facts);
    }

    /**
     * Binds the values once, for many cases.
     *
     * @throws PluginFailure when the values do not fit; its cause is a {@link ParameterException} where one of them is to blame
     */
    public Bound bind(Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
        var bound = guarded(() -> computation.bind(values, from, until));
        return facts -> guarded(() -> checked(bound.assess(facts)));
    }

    private static <P extends Record> Bound bound(
            IncentivePolicy<P> policy, Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
        var parameters = ParameterBinder.bind(policy.parametersType(), values, from, until);
        return facts -> policy.assess(facts, parameters);
    }

    private <T> T guarded(Supplier<T> call) {
        return calls.call(descriptor.id(), call);
    }

    private Assessment checked(@Nullable Assessment assessment) {
        if (assessment == null) {
            throw failure("answered nothing");
        }
        if (assessment instanceof Entitled entitled) {
            bounded("steps", entitled.steps());
            bounded("notes", entitled.notes());
            bounded("shares", entitled.shares());
            var sum = Money.sum(
                    entitled.steps().stream().map(CalculationStep::contribution).toList());
            if (!sum.equals(entitled.amount())) {
                throw failure("steps add up to " + sum + ", not to " + entitled.amount());
            }
            if (entitled.amount().compareTo(Money.ZERO) < 0) {
                throw failure("negative amount " + entitled.amount());
            }
        } else if (assessment instanceof NotEntitled refused) {
            bounded("reasons", refused.reasons());
        } else if (assessment instanceof NeedsJudgement open) {
            bounded("questions", open.questions());
        } else if (assessment instanceof Passed passed) {
            bounded("steps", passed.steps());
            bounded("notes", passed.notes());
        }
        return assessment;
    }

    private void bounded(String what, List<?> parts) {
        if (parts.size() > MOST_PARTS) {
            throw failure("answers with " + parts.size() + " " + what + ", at most " + MOST_PARTS);
        }
    }

    private PluginFailure failure(String reason) {
        return new PluginFailure(pluginId, descriptor.id(), reason, null);
    }
}
