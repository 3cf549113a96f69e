/** The registration agencies of a tenant over HTTP. Everybody may know them; the tenant's administrator keeps them. */
@NullMarked
package org.longji.rest.agency;

import org.jspecify.annotations.NullMarked;
