/**
 * Tests of the real distribution: started once in each JVM as a process, exactly as an operator starts it, and asked over HTTP.
 * {@link org.longji.server.LongjiServer} is the one thing an integration test needs.
 */
@NullMarked
package org.longji.server;

import org.jspecify.annotations.NullMarked;
