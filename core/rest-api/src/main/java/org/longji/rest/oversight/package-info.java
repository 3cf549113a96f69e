/**
 * The figures of a year over HTTP. It may call the oversight facade only.
 */
@NullMarked
package org.longji.rest.oversight;

import org.jspecify.annotations.NullMarked;
