package org.longji.plugin.api.exchange;

import org.apiguardian.api.API;

/** How the messages of a package are written. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Format {
    /** An array of objects, in UTF-8. */
    JSON,
    /** A line of column names and a line for each message, RFC 4180, in UTF-8; messages hold single values alone. */
    CSV,
    /** An element {@code items} with an element {@code item} for each message, in UTF-8; never a document type. */
    XML
}
