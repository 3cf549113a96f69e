/** The plugins of a province over HTTP: archives, keys, versions that run. It knows requests and responses, nothing else. */
@NullMarked
package org.longji.rest.rollout;

import org.jspecify.annotations.NullMarked;
