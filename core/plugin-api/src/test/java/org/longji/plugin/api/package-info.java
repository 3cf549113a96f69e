/**
 * Tests of the types every plugin relies on. They pin what may never change quietly: exactness, order and refusals.
 */
@NullMarked
package org.longji.plugin.api;

import org.jspecify.annotations.NullMarked;
