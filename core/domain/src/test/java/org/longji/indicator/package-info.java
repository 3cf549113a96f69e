/** Tests of the figures that plugins compute, on the real database. */
@NullMarked
package org.longji.indicator;

import org.jspecify.annotations.NullMarked;
