/**
 * The PostgreSQL that the launcher brings along: unpacked, initialised with generated passwords, started on loopback and stopped.
 * The application never sees it; it is handed a JDBC address like that of any other server.
 */
@NullMarked
package org.longji.server.postgres;

import org.jspecify.annotations.NullMarked;
