/**
 * Listings to and from another region by the channels of plugins: packages made, signed, read and taken, receipts, conflicts. It may
 * touch pluginhost, register, inbox and the journal; rows are written by {@code register} alone.
 */
@NullMarked
package org.longji.exchange;

import org.jspecify.annotations.NullMarked;
