/**
 * The launcher: one process that brings up the database, the migrations and Payara Micro, in that order, and takes them down again.
 * Whatever prevents a start ends as one {@link org.longji.server.launch.StartupFailure} whose sentence an operator can act on.
 */
@NullMarked
package org.longji.server.launch;

import org.jspecify.annotations.NullMarked;
