package org.longji.plugins.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ApplicantFacts;
import org.longji.plugin.api.ContractFacts;
import org.longji.plugin.api.DealFacts;
import org.longji.plugin.api.Facts;
import org.longji.plugin.api.PartyFacts;
import org.longji.plugin.api.ReceiptFacts;
import org.longji.plugin.api.Role;

/** One case on its way through a measure: the facts, the figures already worked out, and what turned out to be missing. */
final class Evaluation {

    final Facts facts;
    private final @Nullable Object[] values;

    ContractFacts contract;
    PartyFacts provider;
    PartyFacts recipient;
    List<ReceiptFacts> receipts;
    /** The beneficiary's role in the contract looked at, where it is one of several. */
    @Nullable
    Role role;

    private Map<String, String> ownEvidence = Map.of();
    private @Nullable Object[] figures;
    private List<Ask> missing = List.of();

    Evaluation(Facts facts, @Nullable Object[] values, int figures) {
        this.facts = facts;
        this.values = values;
        this.contract = facts.contract();
        this.provider = facts.provider();
        this.recipient = facts.recipient();
        this.receipts = facts.receipts();
        this.figures = new Object[figures];
    }

    @Nullable
    Object value(int parameter) {
        return values[parameter];
    }

    @Nullable
    ApplicantFacts applicant() {
        return facts.applicant().orElse(null);
    }

    @Nullable
    String evidence(String name) {
        String own = ownEvidence.get(name);
        return own != null ? own : facts.evidence().get(name);
    }

    /** A figure is worked out once for a case, and again for each contract of a year. */
    @Nullable
    Object figure(int index, Expr expression) {
        Object known = figures[index];
        if (known == null) {
            known = expression.value(this);
            if (known == null) {
                return null;
            }
            figures[index] = known;
        }
        return known;
    }

    /** What is looked at now, to come back to it. */
    Place place() {
        return new Place(contract, provider, recipient, receipts, role, ownEvidence, figures);
    }

    /** Looks at one contract of the year as if it were the case. */
    void enter(DealFacts deal) {
        contract = deal.contract();
        provider = deal.provider();
        recipient = deal.recipient();
        receipts = deal.receipts();
        role = deal.role();
        ownEvidence = deal.evidence();
        figures = new Object[figures.length];
    }

    void back(Place place) {
        contract = place.contract;
        provider = place.provider;
        recipient = place.recipient;
        receipts = place.receipts;
        role = place.role;
        ownEvidence = place.evidence;
        figures = place.figures;
    }

    /** One contract of several, or the case itself. */
    static final class Place {
        private final ContractFacts contract;
        private final PartyFacts provider;
        private final PartyFacts recipient;
        private final List<ReceiptFacts> receipts;
        private final @Nullable Role role;
        private final Map<String, String> evidence;
        private final @Nullable Object[] figures;

        private Place(
                ContractFacts contract,
                PartyFacts provider,
                PartyFacts recipient,
                List<ReceiptFacts> receipts,
                @Nullable Role role,
                Map<String, String> evidence,
                @Nullable Object[] figures) {
            this.contract = contract;
            this.provider = provider;
            this.recipient = recipient;
            this.receipts = receipts;
            this.role = role;
            this.evidence = evidence;
            this.figures = figures;
        }
    }

    @Nullable
    Object lacks(Ask ask) {
        if (missing.isEmpty()) {
            missing = new ArrayList<>();
        }
        if (!missing.contains(ask)) {
            missing.add(ask);
        }
        return null;
    }

    /** {@return how much is missing so far, to come back to with {@link #forgetSince}} */
    int missing() {
        return missing.size();
    }

    /** Forgets what turned out to be missing since then: it does not matter after all. */
    void forgetSince(int before) {
        while (missing.size() > before) {
            missing.remove(missing.size() - 1);
        }
    }

    /** Takes what is missing since the last time, and forgets it. */
    List<Ask> takeMissing() {
        List<Ask> taken = missing;
        missing = List.of();
        return taken;
    }
}
