package org.longji.party;

import org.longji.plugin.api.PartyKind;

/** What lists may show of a party's code: an organisation's is public, a person's is an identity number and is masked. */
public final class PersonalNumbers {

    private static final int SHOWN = 4;

    private PersonalNumbers() {}

    /** The code itself for organisations; for a person the first and last characters with the middle hidden. */
    public static String masked(PartyKind kind, String code) {
        if (kind != PartyKind.INDIVIDUAL) {
            return code;
        }
        return code.length() <= 2 * SHOWN
                ? "*".repeat(code.length())
                : code.substring(0, SHOWN)
                        + "*".repeat(code.length() - 2 * SHOWN)
                        + code.substring(code.length() - SHOWN);
    }
}
