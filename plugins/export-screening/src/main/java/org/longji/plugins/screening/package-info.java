/**
 * Looks up what is about to leave the country: technology in the catalogue of what is prohibited or restricted, parties in a list of
 * names. The lists in this archive are samples, and say so.
 */
@NullMarked
package org.longji.plugins.screening;

import org.jspecify.annotations.NullMarked;
