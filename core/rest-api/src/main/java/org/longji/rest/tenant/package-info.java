/**
 * The tree of tenants over HTTP, as far as the caller may enter it.
 * What a caller may do at each division comes with it, so that the console shows nothing else.
 */
@NullMarked
package org.longji.rest.tenant;

import org.jspecify.annotations.NullMarked;
