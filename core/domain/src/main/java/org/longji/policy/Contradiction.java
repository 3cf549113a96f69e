package org.longji.policy;

import org.longji.plugin.api.LegalBasis;
import org.longji.plugin.api.Text;

/**
 * Two versions whose terms cannot both be kept.
 *
 * @param basis clause of the first one
 * @param otherBasis clause of the other
 * @param field of the first version, as a draft names it
 * @param warning whether it may stand all the same
 * @param why as a clause that ends a sentence
 */
public record Contradiction(
        int tenant,
        String policyId,
        String version,
        LegalBasis basis,
        int otherTenant,
        String otherPolicyId,
        String otherVersion,
        LegalBasis otherBasis,
        String field,
        boolean warning,
        Text why) {

    /** The whole of it in one sentence. */
    public Text words() {
        return new Text(
                tenant + " 的 " + policyId + "“" + version + "”（" + basis.document() + " " + basis.article() + "）与 "
                        + otherTenant
                        + " 的 " + otherPolicyId + "“" + otherVersion + "”（" + otherBasis.document() + " "
                        + otherBasis.article() + "）相抵触：" + why.zh() + "。",
                policyId + " " + version + " of " + tenant + " (" + basis.document() + " " + basis.article() + ") and "
                        + otherPolicyId + " " + otherVersion + " of " + otherTenant + " (" + otherBasis.document() + " "
                        + otherBasis.article() + "): " + why.en() + ".");
    }
}
