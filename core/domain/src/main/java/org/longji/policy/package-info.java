/**
 * Policy versions of tenants: which incentive is law where, from when until when, with which dated parameters. It may
 * touch tenants and the journal; it computes nothing, that is the plugins' and {@code entitlement}'s business.
 */
@NullMarked
package org.longji.policy;

import org.jspecify.annotations.NullMarked;
