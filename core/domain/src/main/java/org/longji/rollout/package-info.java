/**
 * Which archives of plugins a province trusts, which version of each runs on every node and for which tenant, and what remains where
 * one goes. It tells {@code pluginhost} what to run and touches its own tables, never a plugin manager; what registers,
 * decisions, exchanges and screenings hold it asks those packages.
 */
@NullMarked
package org.longji.rollout;

import org.jspecify.annotations.NullMarked;
