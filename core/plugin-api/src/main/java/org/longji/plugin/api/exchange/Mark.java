package org.longji.plugin.api.exchange;

import org.apiguardian.api.API;

/**
 * What tells messages apart and orders them. The host gives a mark to what leaves; of what arrives, the channel finds it in the
 * message.
 *
 * @param key under which both sides know the listing; the same for ever, and given by the side that lists it
 * @param revision counts the listing's messages from 1; the higher one is the later one, whenever it arrives
 * @param withdrawn whether the message takes the listing back
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Mark(String key, long revision, boolean withdrawn) {

    /** Most characters of a key. */
    public static final int LONGEST = 100;

    /** Refuses what could not be kept. */
    public Mark {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new IllegalArgumentException("a key has 1 to " + LONGEST + " characters, not '" + key + "'");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revisions are counted from 1, and this is " + revision);
        }
    }
}
