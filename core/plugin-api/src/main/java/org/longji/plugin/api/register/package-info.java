/**
 * Registers: an author writes a record, its states and its steps, and the host keeps the rows, checks them, shows them,
 * prints them and migrates them. Everything here is a description or a pure function; what a function may know is handed to
 * it, and nothing of it performs input or output.
 */
@NullMarked
package org.longji.plugin.api.register;

import org.jspecify.annotations.NullMarked;
