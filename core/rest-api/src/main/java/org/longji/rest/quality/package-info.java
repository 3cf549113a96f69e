/**
 * The quality of registration over HTTP: rounds, blind cases, drift. It may call the quality facades only.
 */
@NullMarked
package org.longji.rest.quality;

import org.jspecify.annotations.NullMarked;
