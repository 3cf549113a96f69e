/**
 * Previews of what the tax law makes of a registered contract, by dated cards of tenants-config. It reads contracts, keeps nothing,
 * and never states a taxpayer's return.
 */
@NullMarked
package org.longji.tax;

import org.jspecify.annotations.NullMarked;
