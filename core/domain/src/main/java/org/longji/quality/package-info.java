/**
 * The quality of registration: blind second judgements of a sample, the agreement between registrars, and the drift of
 * refusal reasons. It may read contracts and the inbox, and changes neither: what it finds is for people to act on.
 */
@NullMarked
package org.longji.quality;

import org.jspecify.annotations.NullMarked;
