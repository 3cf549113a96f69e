/**
 * What a person has to do and has been told: to-dos contributed by the capabilities, and notices. It may touch its own tables
 * and the journal; it knows no capability, they know it.
 */
@NullMarked
package org.longji.inbox;

import org.jspecify.annotations.NullMarked;
