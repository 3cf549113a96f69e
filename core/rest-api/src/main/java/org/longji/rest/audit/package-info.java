/**
 * The journal over HTTP: read page by page, and verified as a whole.
 * There is nothing here that writes.
 */
@NullMarked
package org.longji.rest.audit;

import org.jspecify.annotations.NullMarked;
