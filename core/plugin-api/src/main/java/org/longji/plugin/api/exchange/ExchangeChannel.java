package org.longji.plugin.api.exchange;

import org.apiguardian.api.API;
import org.longji.plugin.api.register.Row;
import org.pf4j.ExtensionPoint;

/**
 * Listings to and from another region (区域交换): rows of one of the plugin's own registers leave as messages in the partner's
 * format, and the partner's messages become rows of it.
 *
 * <p>The author writes two records and four pure functions. The host does the rest: it lets a row leave only in a state that is
 * shared and with the consent that the row records, without anything personal; sends it again only when it changed, and takes it back
 * when it may not be shared any more; makes and signs packages, reads the partner's, and keeps every delivery with its items. What
 * arrives is taken in the order of its revisions however it comes, twice or never; what both sides changed is shown to an officer and
 * overwrites nothing. There is no network in it: packages are carried as files.
 *
 * <p>All functions answer for any record that has no faults, and throw for none.
 *
 * @param <R> record of the register whose rows are listed
 * @param <M> record of a message, in the partner's terms; its components carry
 *     {@link org.longji.plugin.api.register.Field}, and {@link Written} where the partner's file writes them differently
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ExchangeChannel<R extends Record, M extends Record> extends ExtensionPoint {

    /** {@return what the channel is; equal in meaning on every call} */
    ChannelDefinition<R, M> definition();

    /**
     * {@return the message that offers a listing}
     *
     * @param listing the row; optional values that are marked personal or hidden in its state are absent
     * @param mark what the message must carry
     */
    M outgoing(Row<R> listing, Mark mark);

    /**
     * {@return the message that takes a listing back; it tells no more than the last one did, for the consent may be gone}
     *
     * @param sent the last message about it
     * @param mark what the message must carry
     */
    M withdrawing(M sent, Mark mark);

    /**
     * {@return the mark that a message carries}
     *
     * @throws IllegalArgumentException if it carries none; the item is handed back with these words
     */
    Mark mark(M message);

    /** {@return the listing that a message offers, or why it is none; asked of messages that withdraw nothing} */
    Reading<R> incoming(M message);
}
