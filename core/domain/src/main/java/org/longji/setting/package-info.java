/**
 * What tenants choose about the plugins they use: values by day, inherited down the tree and held by rails from above. It may touch
 * tenants, the journal and the plugin host; who reads a value, and what comes of it, is the plugins' business.
 */
@NullMarked
package org.longji.setting;

import org.jspecify.annotations.NullMarked;
