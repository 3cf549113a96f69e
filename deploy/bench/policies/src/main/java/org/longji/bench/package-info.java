/** One rule written four ways, with the same cases for all of them. */
@NullMarked
package org.longji.bench;

import org.jspecify.annotations.NullMarked;
