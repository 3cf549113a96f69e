package org.longji.registration;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.longji.contract.RefusalReason;
import org.longji.plugin.api.Text;

/**
 * What an applicant was told at the end of an examination, exactly as it was told.
 *
 * @param round which examination of the contract it closed
 * @param reasons each with its clause; for a correction, what is to be corrected
 * @param words the registrar's own words
 * @param issuedOn day of the letter
 * @param answerBy last day to correct, or to object
 */
public record Letter(
        Kind kind,
        int round,
        String title,
        List<Reason> reasons,
        @Nullable String words,
        LocalDate issuedOn,
        @Nullable LocalDate answerBy,
        String document) {

    /** What a letter is. */
    public enum Kind {
        /** 补正通知书. */
        CORRECTION(new Text("技术合同认定登记补正通知书", "Request for correction")),
        /** 不予登记通知书. */
        REFUSAL(new Text("技术合同不予登记通知书", "Notice of refusal"));

        private final Text words;

        Kind(Text words) {
            this.words = words;
        }

        /** What the letter is called. */
        public Text words() {
            return words;
        }
    }

    /**
     * One reason.
     *
     * @param code the question that was answered with no, or a code of the registrar's
     * @param text what is wrong and what can be done
     * @param basis the clause, when a question of the checklist stands behind it
     */
    public record Reason(String code, String text, @Nullable String basis) {

        RefusalReason refusalReason() {
            return new RefusalReason(code, text);
        }
    }
}
