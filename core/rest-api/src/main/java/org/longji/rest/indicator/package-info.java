/** Figures that plugins compute about tenants, as they were kept. */
@NullMarked
package org.longji.rest.indicator;

import org.jspecify.annotations.NullMarked;
