package org.longji.shared;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.longji.plugin.api.Text;

/**
 * Everything that can go wrong and that somebody can act on. Each entry has, in Chinese and English, a title (what), a
 * detail (why, with the values at hand) and a next step; the texts live beside this class in {@code problems_*.properties}.
 */
public enum Problem {
    SIGN_IN_FAILED(401),
    ACCOUNT_LOCKED(423),
    USERNAME_TAKEN(409),
    SIGN_IN_REQUIRED(401),
    NOT_PERMITTED(403),
    OWN_CASE(403),
    NOT_OF_AN_AGENCY(403),
    AGENCY_NOT_AUTHORISED(403),
    AGENCY_SUSPENDED(409),
    AGENCY_OUT_OF_SCOPE(403),
    AGENCY_IS_PARTY(403),
    TENANT_NOT_FOUND(404),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    UNSUPPORTED_MEDIA_TYPE(415),
    MALFORMED_REQUEST(400),
    INVALID_FIELDS(422),
    INVALID_CURSOR(400),
    PRECONDITION_REQUIRED(428),
    STALE_VERSION(412),
    IDEMPOTENCY_KEY_REUSED(422),
    REQUEST_STILL_RUNNING(409),
    REQUEST_TOO_LARGE(413),
    CONTRACT_ALREADY_RECORDED(409),
    CONTRACT_TEXT_RECORDED(409),
    ORGANIZATION_ALREADY_RECORDED(409),
    REGISTRATION_NUMBER_TAKEN(409),
    WRONG_STATUS(409),
    NO_REGIME(409),
    NO_EXAMINATION(404),
    EXAMINATION_INCOMPLETE(409),
    EXAMINATION_FAILED(409),
    SAME_PATENTS(409),
    SURPLUS_NOT_SPLIT(422),
    EXPERTS_NEEDED(409),
    DEVIATION_UNEXPLAINED(422),
    NO_REASON(422),
    NOT_REGISTERED(409),
    NO_TAX_VERSION(409),
    ANOTHER_REGISTRAR(403),
    CHANGE_PENDING(409),
    CHANGE_DECIDED(409),
    OBJECTION_LATE(409),
    ALREADY_JUDGED(409),
    NOTHING_TO_SAMPLE(409),
    SECRET_CONTRACT(422),
    IMPORT_CONTRACT(422),
    TECHNOLOGY_AMOUNT_EXCEEDS_CONTRACT(422),
    RECEIPTS_EXCEED_CONTRACT(422),
    RECEIPT_ALREADY_RECORDED(409),
    OTHER_SIDE_ELECTED(409),
    NOT_A_PARTY(403),
    ATTACHMENT_TOO_LARGE(413),
    ATTACHMENTS_TOO_LARGE(413),
    ATTACHMENT_TYPE(422),
    ATTACHMENT_ALREADY_THERE(409),
    FILE_TOO_LARGE(413),
    FILE_NOT_READABLE(422),
    LEDGER_COLUMNS_MISSING(422),
    LEDGER_ROWS_REJECTED(422),
    NATIONAL_NUMBERS_REJECTED(422),
    NOTHING_TO_DETERMINE(409),
    DETERMINATION_PENDING(409),
    DETERMINATION_DECIDED(409),
    DETERMINATION_SECOND_PERSON(403),
    NOTHING_SCREENS(409),
    SCREENING_PENDING(409),
    SCREENING_SETTLED(409),
    SCREENING_SECOND_PERSON(403),
    SCREENING_HOLDS_BACK(409),
    JOB_INTERRUPTED(409),
    JOB_HAS_NO_ERRORS(404),
    PLUGIN_VERSION_GONE(409),
    PLUGIN_REFUSED(422),
    PLUGIN_UNSIGNED(422),
    PLUGIN_SIGNATURE_WRONG(422),
    PLUGIN_KEY_UNKNOWN(422),
    PLUGIN_KEY_KNOWN(409),
    PLUGIN_KEY_REVOKED(409),
    PLUGIN_DOWNGRADE(409),
    PLUGIN_ALREADY_THERE(409),
    PLUGIN_NOT_APPROVED(409),
    PLUGIN_SECOND_PERSON(403),
    PLUGIN_REVOKED(409),
    PLUGIN_DID_NOT_START(409),
    PLUGIN_NO_PREVIOUS(409),
    PLUGIN_NOT_OFFERED(409),
    PLUGIN_SWITCH_SECOND_PERSON(403),
    PLUGIN_NO_SHADOW(409),
    PLUGIN_COMES_WITH_LONGJI(409),
    PLUGIN_OF_ANOTHER_PROVINCE(409),
    PLUGIN_SWITCHED_OFF(404),
    PLUGIN_IN_USE(409),
    PLUGIN_PINNED(409),
    FROM_CONFIGURATION(409),
    OUTSIDE_RAILS(422),
    RAIL_BREAKS_VERSIONS(409),
    SETTING_OUTSIDE_RAIL(422),
    DRAFT_UNFINISHED(409),
    DRAFT_INCOMPLETE(422),
    CASES_DIFFER(409),
    TERMS_CONTRADICT(409),
    BACKTEST_MISSING(409),
    BACKTEST_TOO_OLD(409),
    BACKTEST_UNTRIED(409),
    NO_GATE(409),
    ANOTHER_ADMINISTRATOR(403),
    POLICY_NOT_BORNE(422),
    BUDGET_SHORT(409),
    ROUND_STATUS(409),
    ANSWERS_OPEN(409),
    ANSWERS_OVER(409),
    EVIDENCE_MISSING(409),
    REVIEW_UNFINISHED(409),
    NOTHING_TO_PUBLISH(409),
    NOT_PUBLISHED(409),
    NOTICE_RUNNING(409),
    NOTICE_OVER(409),
    OBJECTIONS_FULL(429),
    OBJECTION_OTHER_OFFICER(403),
    OBJECTION_DECIDED(409),
    FINDING_DECIDED(409),
    PAYMENTS_OPEN(409),
    ITEM_NOT_HELD(409),
    ITEM_TAKEN_UP(409),
    PLUGIN_FAILED(500),
    STEP_NOT_POSSIBLE(409),
    ROW_NOT_UNIQUE(409),
    ANOTHER_PERSON(403),
    ROWS_CHANGED(409),
    PACKAGE_UNREADABLE(422),
    PACKAGE_NOT_SIGNED(422),
    NOTHING_TO_SEND(409),
    NOT_TO_BE_DECIDED(409),
    APPROVAL_PENDING(409),
    APPROVAL_ENDED(409),
    APPROVAL_MOVED_ON(409),
    APPROVAL_NOT_YOURS(403),
    APPROVAL_EXCLUDED(403),
    APPROVAL_OTHER_STEP(403),
    APPROVAL_SIGNED(409),
    APPROVAL_REMINDED(409),
    APPROVAL_INITIATOR(403),
    APPROVAL_OUTSIDE_RAIL(422),
    NOT_NOW(409),
    ROUND_NOT_PAYABLE(409),
    PAYMENTS_HELD(409),
    BATCH_NOT_SENT(409),
    HOLD_SECOND_PERSON(403),
    ACCOUNT_PENDING(409),
    LISTING_THERE(409),
    NOTHING_TO_RECOVER(409),
    RECOVERY_OPEN(409),
    RECOVERY_TOO_MUCH(409),
    PLAN_NOT_THE_SUM(422),
    OFFSET_NOT_POSSIBLE(409),
    MAIL_NOT_SET_UP(409),
    MAIL_CODE_WRONG(422),
    MAIL_CODES_SPENT(429),
    BUSY(503),
    INTERNAL_ERROR(500);

    /** The parts of a problem's text. */
    public enum Part {
        TITLE,
        DETAIL,
        NEXT_STEP
    }

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    /** HTTP status that fits; the domain itself does not use it. */
    public int status() {
        return status;
    }

    /**
     * The text in one language, with {@code {name}} replaced by the parameters; a missing parameter stays visible as its
     * name, and one that is a {@link Text} is given in the reader's language.
     */
    public String text(Part part, Locale locale, Map<String, ?> parameters) {
        // Without fallback: a Chinese reader on an English machine must get the root bundle, which is Chinese.
        var bundle = ResourceBundle.getBundle(
                "org.longji.shared.problems",
                locale,
                Problem.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var text = bundle.getString(name() + "." + part.name());
        for (var parameter : parameters.entrySet()) {
            var value = parameter.getValue() instanceof Text words
                    ? locale.getLanguage().equals("en") ? words.en() : words.zh()
                    : String.valueOf(parameter.getValue());
            text = text.replace("{" + parameter.getKey() + "}", value);
        }
        return text;
    }
}
