/**
 * What is about to cross a border is screened by the plugins a tenant has, and what they find stays open until two officers dealt with
 * it. Whoever lets something out asks {@link org.longji.screening.Screenings} first.
 */
@NullMarked
package org.longji.screening;

import org.jspecify.annotations.NullMarked;
