/** The registers of plugins over HTTP: one set of resources for all of them, drawn by their descriptions. */
@NullMarked
package org.longji.rest.register;

import org.jspecify.annotations.NullMarked;
