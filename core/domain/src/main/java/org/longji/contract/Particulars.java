package org.longji.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.longji.party.CreditCode;
import org.longji.party.OrganizationForm;
import org.longji.plugin.api.Money;
import org.longji.shared.FieldChecks;

/**
 * What a filing says beyond the registration form: further parties and everybody's shares, the intermediary, and the fields of
 * its contract type.
 *
 * @param providerShare percent of the leading provider, where shares are agreed; so for the recipient
 * @param intermediaryCode credit code of the intermediary (技术中介) the form names
 * @param intermediaryFee its own fee in yuan, not part of the contract amount
 * @param fields answers by the ids of the filing rules
 */
public record Particulars(
        @Nullable BigDecimal providerShare,
        @Nullable BigDecimal recipientShare,
        List<FurtherParty> furtherProviders,
        List<FurtherParty> furtherRecipients,
        @Nullable String intermediaryCode,
        @Nullable Money intermediaryFee,
        Map<String, String> fields) {

    /** Nothing beyond the form. */
    public static final Particulars NONE = new Particulars(null, null, List.of(), List.of(), null, null, Map.of());

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final int MOST_PARTIES = 20;

    @SuppressWarnings("ConstantValue") // a form may leave anything out
    public Particulars {
        furtherProviders = present(furtherProviders);
        furtherRecipients = present(furtherRecipients);
        var answered = new TreeMap<String, String>();
        if (fields != null) {
            fields.forEach((id, answer) -> {
                if (answer != null && !answer.isBlank()) {
                    answered.put(id, answer.strip());
                }
            });
        }
        fields = Collections.unmodifiableMap(answered);
    }

    private static List<FurtherParty> present(@Nullable List<FurtherParty> parties) {
        return parties == null
                ? List.of()
                : parties.stream().filter(Objects::nonNull).toList();
    }

    /** The further parties of both sides. */
    Stream<FurtherParty> furtherParties() {
        return Stream.concat(furtherProviders.stream(), furtherRecipients.stream());
    }

    void check(FieldChecks checks, OrganizationForm provider, OrganizationForm recipient, @Nullable String broker) {
        var codes = new HashSet<String>();
        codes.add(String.valueOf(provider.creditCode()));
        codes.add(String.valueOf(recipient.creditCode()));
        side(checks, "Provider", providerShare, furtherProviders, codes);
        side(checks, "Recipient", recipientShare, furtherRecipients, codes);
        if (intermediaryCode != null) {
            CreditCode.examine(intermediaryCode)
                    .ifPresent(
                            defect -> checks.require(false, "particulars.intermediaryCode", defect.zh(), defect.en()));
        }
        if (intermediaryCode != null || intermediaryFee != null) {
            checks.present(broker, "intermediary");
        }
        if (intermediaryFee != null) {
            checks.require(
                    !intermediaryFee.isNegative(),
                    "particulars.intermediaryFee",
                    "中介报酬不能为负。",
                    "The intermediary's fee cannot be negative.");
        }
        fields.forEach((id, answer) -> checks.atMost(answer, 4000, "particulars.fields." + id));
        checks.require(fields.size() <= 100, "particulars.fields", "字段过多。", "Too many fields.");
    }

    private static void side(
            FieldChecks checks,
            String side,
            @Nullable BigDecimal leadShare,
            List<FurtherParty> further,
            HashSet<String> codes) {
        var list = "particulars.further" + side + "s";
        var lead = side.equals("Provider") ? "particulars.providerShare" : "particulars.recipientShare";
        checks.require(
                further.size() <= MOST_PARTIES,
                list,
                "最多填写 " + MOST_PARTIES + " 个其他当事人。",
                "At most " + MOST_PARTIES + " further parties.");
        var shares = new ArrayList<@Nullable BigDecimal>();
        shares.add(leadShare);
        for (int i = 0; i < further.size(); i++) {
            var party = further.get(i);
            var prefix = list + "[" + i + "].";
            party.organization().check(checks, prefix);
            if (party.creditCode() != null) {
                checks.require(
                        codes.add(party.creditCode()),
                        prefix + "creditCode",
                        "该单位在当事人中出现了两次。",
                        "This organisation is a party twice.");
            }
            share(checks, party.share(), prefix + "share");
            shares.add(party.share());
        }
        share(checks, leadShare, lead);
        if (shares.stream().allMatch(Objects::isNull)) {
            return;
        }
        var sum = shares.stream().filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        checks.require(
                shares.stream().noneMatch(Objects::isNull) && sum.compareTo(WHOLE) == 0,
                lead,
                "同侧各方份额之和应为 100%，现为 " + sum.toPlainString() + "%；要填就每一方都填。",
                "The shares of one side add up to exactly 100 percent, given for each party or for none; they are "
                        + sum.toPlainString() + ".");
    }

    private static void share(FieldChecks checks, @Nullable BigDecimal share, String field) {
        checks.require(
                share == null
                        || share.signum() > 0
                                && share.compareTo(WHOLE) <= 0
                                && share.stripTrailingZeros().scale() <= 4,
                field,
                "份额为大于 0、不超过 100 的百分数，最多四位小数。",
                "A share is a percentage above 0, at most 100, with four decimals at most.");
    }
}
