/**
 * The inbox over HTTP: what waits for the caller, and what was announced. It may call the inbox facade only.
 */
@NullMarked
package org.longji.rest.inbox;

import org.jspecify.annotations.NullMarked;
