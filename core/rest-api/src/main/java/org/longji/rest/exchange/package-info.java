/** Listings to and from another region: what leaves, packages carried both ways, their items, and what is decided about them. */
@NullMarked
package org.longji.rest.exchange;

import org.jspecify.annotations.NullMarked;
