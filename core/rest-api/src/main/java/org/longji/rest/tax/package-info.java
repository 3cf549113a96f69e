/**
 * Tax previews over HTTP. It may call the tax facade only.
 */
@NullMarked
package org.longji.rest.tax;

import org.jspecify.annotations.NullMarked;
