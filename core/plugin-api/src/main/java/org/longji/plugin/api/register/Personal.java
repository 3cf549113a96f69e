package org.longji.plugin.api.register;

import org.apiguardian.api.API;

/** Whether a value tells who somebody is, and how it is masked for those who need not know. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Personal {
    /** Not personal. */
    NO,
    /** A name; its first character is shown. */
    NAME,
    /** A number such as that of an identity card; the first and last four characters are shown when there are many. */
    NUMBER,
    /** A telephone number, an address; nothing is shown. */
    CONTACT;

    /** {@return what those who need not know are shown of a value} */
    public String masked(String value) {
        return switch (this) {
            case NO -> value;
            case NAME ->
                value.isEmpty()
                        ? value
                        : Character.toString(value.codePointAt(0))
                                + "*".repeat(value.codePointCount(0, value.length()) - 1);
            case NUMBER ->
                value.length() <= 11
                        ? "*".repeat(value.length())
                        : value.substring(0, 4) + "*".repeat(value.length() - 8) + value.substring(value.length() - 4);
            case CONTACT -> "***";
        };
    }
}
