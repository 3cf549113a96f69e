/** Tests of screenings, on the real database. */
@NullMarked
package org.longji.screening;

import org.jspecify.annotations.NullMarked;
