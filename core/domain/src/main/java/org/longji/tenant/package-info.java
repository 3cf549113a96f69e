/**
 * The tree of tenants: province, prefecture, county, each an administrative division known by its code.
 * Reads it from {@code tenants-config}, checks it and knows which division follows another when borders change.
 */
@NullMarked
package org.longji.tenant;

import org.jspecify.annotations.NullMarked;
