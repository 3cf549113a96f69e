/**
 * Indicators: a figure about a tenant on a day that a plugin computes and a plan may hold against a target. The host keeps the values
 * day by day and rolls them up the tree; the plugin sees one tenant at a time.
 */
@NullMarked
package org.longji.plugin.api.indicator;

import org.jspecify.annotations.NullMarked;
