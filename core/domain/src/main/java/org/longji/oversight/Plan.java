package org.longji.oversight;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/**
 * A plan of the province, sentence by sentence, with what carries each of them out. It is what {@code deploy/trace} found in
 * configuration, plugins and console when this release was made.
 *
 * @param document number of the document
 */
public record Plan(String document, String title, List<Sentence> sentences) {

    /** What a sentence is about. */
    public enum Effect {
        MONEY,
        DUTY,
        TARGET
    }

    /** How far a sentence is carried out. */
    public enum State {
        DONE,
        PARTLY,
        NOT_COMPUTABLE,
        OPEN
    }

    /**
     * One sentence, or the part of one that is a clause of its own.
     *
     * @param id place in the plan
     * @param responsible departments of the plan's own division of labour; none where it names none
     * @param parameters figures that cite it
     * @param pages pages of the console, as paths below a tenant; {@code :name} stands for any one
     * @param remains what is declared as missing
     * @param waitsForClaims whether its policies are decided on claims, which the platform does not take yet
     */
    public record Sentence(
            String id,
            String text,
            Set<Effect> effects,
            State state,
            @Nullable String responsible,
            List<Carrier> policies,
            List<String> parameters,
            List<String> pages,
            @Nullable String remains,
            boolean waitsForClaims) {}

    /**
     * A policy that cites a sentence.
     *
     * @param claim whether it is decided on a claim with its evidence
     * @param successor the policy that took its place
     * @param cases how many worked cases hold it
     * @param examples numbers of the published examples among them
     */
    public record Carrier(
            String policyId,
            Text title,
            boolean claim,
            List<String> versions,
            @Nullable String successor,
            int cases,
            List<String> examples) {}
}
