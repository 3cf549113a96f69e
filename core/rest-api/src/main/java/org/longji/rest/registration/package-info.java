/**
 * Recognition and registration over HTTP: examinations, expert reviews, regimes. It may call the registration facades only.
 */
@NullMarked
package org.longji.rest.registration;

import org.jspecify.annotations.NullMarked;
