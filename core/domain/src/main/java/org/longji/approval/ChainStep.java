package org.longji.approval;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Capability;
import org.longji.shared.Role;

/**
 * One step of a chain.
 *
 * @param roles whoever holds one of them at the case's tenant signs
 * @param capability or whoever's role there carries this
 * @param rule how many of them; one unless said otherwise
 * @param count the n of {@link Rule#N_OF_M}
 * @param days time limit in working days, the day of opening not counted; none when null
 * @param overdue what happens when the limit has passed; those concerned are told unless said otherwise
 * @param escalateAbove whether {@code escalateRole} is meant at the parent tenant and not at the case's own
 * @param escalateRole who then decides in place of those who did not sign
 * @param fromAmount the step is left out below this amount, in yuan, itself included
 */
public record ChainStep(
        @Nullable String nameZh,
        @Nullable String nameEn,
        @Nullable List<Role> roles,
        @Nullable Capability capability,
        @Nullable Rule rule,
        @Nullable Integer count,
        @Nullable Integer days,
        @Nullable Overdue overdue,
        boolean escalateAbove,
        @Nullable Role escalateRole,
        @Nullable Money fromAmount) {

    /** How many of those who can sign have to. */
    public enum Rule {
        /** 会签: everybody who can when the step opens; one signature may stand for several where somebody acts for another. */
        ALL,
        /** 或签. */
        ANY,
        /** A number of them; a rejection ends the case when the number cannot be reached any more. */
        N_OF_M
    }

    /** What happens after the time limit. */
    public enum Overdue {
        /** Those who are waited for and whoever began the case are told. */
        TELL,
        /** The role named may decide in their place. */
        ESCALATE,
        /** The case goes back to the step before. */
        RETURN
    }

    Text name() {
        return new Text(String.valueOf(nameZh).strip(), String.valueOf(nameEn).strip());
    }

    Rule ruleOrAny() {
        return Optional.ofNullable(rule).orElse(Rule.ANY);
    }

    Overdue overdueOrTell() {
        return Optional.ofNullable(overdue).orElse(Overdue.TELL);
    }

    /** Signatures by role it takes at the least; of {@link Rule#ALL}, who the others are is known when the step opens. */
    int needed() {
        return ruleOrAny() == Rule.N_OF_M ? Optional.ofNullable(count).orElse(1) : 1;
    }

    boolean appliesTo(Optional<Money> amount) {
        return fromAmount == null
                || amount.map(given -> given.compareTo(fromAmount) >= 0).orElse(true);
    }

    /** The roles it names and those whose holders have the capability it names. */
    Set<Role> signers() {
        var signers = EnumSet.noneOf(Role.class);
        signers.addAll(Optional.ofNullable(roles).orElse(List.of()));
        Optional.ofNullable(capability)
                .ifPresent(needed -> Arrays.stream(Role.values())
                        .filter(role -> ChainForm.MAY_SIGN.contains(role) && role.grants(needed))
                        .forEach(signers::add));
        return signers;
    }
}
