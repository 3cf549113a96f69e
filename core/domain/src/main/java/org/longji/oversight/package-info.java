/**
 * What a tenant's year looks like in figures, for itself and everything below. It may read contracts, receipts and
 * entitlements through the walls and changes nothing.
 */
@NullMarked
package org.longji.oversight;

import org.jspecify.annotations.NullMarked;
