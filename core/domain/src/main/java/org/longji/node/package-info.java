/**
 * The servers that answer from one database: each says that it is there, and all see who says so no more. What a node that is gone
 * left behind its own packages take up ({@code job}, {@code rollout}); this one knows nothing of them.
 */
@NullMarked
package org.longji.node;

import org.jspecify.annotations.NullMarked;
