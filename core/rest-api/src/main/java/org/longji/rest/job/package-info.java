/**
 * Background jobs over HTTP: their progress, what they counted, the rows they handed back.
 * Ordering one is the business of the resource whose work it is.
 */
@NullMarked
package org.longji.rest.job;

import org.jspecify.annotations.NullMarked;
