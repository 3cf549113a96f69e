/**
 * What a plugin compiles against: facts in, an explained assessment out. Everything here is immutable and pure, because a
 * decision must be repeatable years later from what was stored with it.
 */
@NullMarked
package org.longji.plugin.api;

import org.jspecify.annotations.NullMarked;
