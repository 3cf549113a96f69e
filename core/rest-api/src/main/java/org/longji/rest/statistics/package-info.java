/**
 * Reports over HTTP, on screen and as files. It may call the statistics facade and the documents made of it.
 */
@NullMarked
package org.longji.rest.statistics;

import org.jspecify.annotations.NullMarked;
