/**
 * Which archives of plugins a province trusts, which version of each runs on every node, and since when. It tells
 * {@code pluginhost} what to run and touches its own four tables, never a plugin manager.
 */
@NullMarked
package org.longji.rollout;

import org.jspecify.annotations.NullMarked;
