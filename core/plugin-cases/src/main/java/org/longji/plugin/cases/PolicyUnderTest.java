package org.longji.plugin.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.longji.plugin.api.Assessment;
import org.longji.plugin.api.ComposedPolicy;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.IncentivePolicy;
import org.longji.plugin.api.InputDescription;
import org.longji.plugin.api.ParameterBinder;
import org.longji.plugin.api.ParameterDescription;
import org.longji.plugin.api.PolicyDescriptor;
import org.longji.plugin.api.Role;
import org.longji.plugin.api.Side;
import org.longji.plugin.api.Subject;
import org.longji.plugin.api.setting.Settings;

/** A policy as the kit sees it: a class of a plugin and a tenant's measure look the same from here. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface PolicyUnderTest {

    /** {@return who the policy is} */
    PolicyDescriptor descriptor();

    /** {@return what one decision is about} */
    Subject subject();

    /** {@return who gets the money} */
    default Role beneficiary() {
        return descriptor().side() == Side.PROVIDER ? Role.PROVIDER : Role.RECIPIENT;
    }

    /** {@return the figures it needs} */
    List<ParameterDescription> parameters();

    /** {@return what a claim brings beyond the contract} */
    default List<InputDescription> inputs() {
        return List.of();
    }

    /**
     * Decides one case with the values of one day.
     *
     * @param facts the case
     * @param values value by parameter name
     * @param from first day of the version
     * @param until last day of the version
     * @return the answer
     */
    Assessment assess(Facts facts, Map<String, String> values, LocalDate from, Optional<LocalDate> until);

    /**
     * Lays what tenants choose about the plugin beside the facts.
     *
     * @param facts the case
     * @param chosen what the case says of it, by field
     * @return the same case with that, and with the plugin's defaults for the rest
     * @throws IllegalArgumentException if the plugin has no such settings
     */
    default Facts settled(Facts facts, Map<String, Object> chosen) {
        return ChosenSettings.none(facts, chosen);
    }

    /** {@return the class of a plugin without settings} */
    static <P extends Record> PolicyUnderTest of(IncentivePolicy<P> policy) {
        return of(policy, Optional.empty());
    }

    /** {@return the class of a plugin} */
    static <P extends Record> PolicyUnderTest of(IncentivePolicy<P> policy, Optional<? extends Settings<?>> settings) {
        return new PolicyUnderTest() {
            @Override
            public Facts settled(Facts facts, Map<String, Object> chosen) {
                return settings.map(one -> ChosenSettings.over(one, facts, chosen))
                        .orElseGet(() -> ChosenSettings.none(facts, chosen));
            }

            @Override
            public PolicyDescriptor descriptor() {
                return policy.descriptor();
            }

            @Override
            public Subject subject() {
                return policy.subject();
            }

            @Override
            public Role beneficiary() {
                return policy.beneficiary();
            }

            @Override
            public List<InputDescription> inputs() {
                return policy.inputs();
            }

            @Override
            public List<ParameterDescription> parameters() {
                return ParameterBinder.describe(policy.parametersType());
            }

            @Override
            public Assessment assess(
                    Facts facts, Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
                return policy.assess(facts, ParameterBinder.bind(policy.parametersType(), values, from, until));
            }
        };
    }

    /** {@return the measure of a tenant} */
    static PolicyUnderTest of(ComposedPolicy policy) {
        return new PolicyUnderTest() {
            @Override
            public PolicyDescriptor descriptor() {
                return policy.descriptor();
            }

            @Override
            public Subject subject() {
                return policy.subject();
            }

            @Override
            public List<ParameterDescription> parameters() {
                return policy.parameters();
            }

            @Override
            public Role beneficiary() {
                return policy.beneficiary();
            }

            @Override
            public List<InputDescription> inputs() {
                return policy.inputs();
            }

            @Override
            public Assessment assess(
                    Facts facts, Map<String, String> values, LocalDate from, Optional<LocalDate> until) {
                return policy.bind(values, from, until).assess(facts);
            }
        };
    }
}
