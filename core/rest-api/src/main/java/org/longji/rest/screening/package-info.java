/** Screenings of what crosses a border, and what officers say of the finds. */
@NullMarked
package org.longji.rest.screening;

import org.jspecify.annotations.NullMarked;
