/**
 * Exchange with another region: a channel turns a listing of a register into a message in the partner's format and back, as pure
 * functions. The host carries packages, keeps order and conflicts, and lets nothing leave that may not.
 */
@NullMarked
package org.longji.plugin.api.exchange;

import org.jspecify.annotations.NullMarked;
