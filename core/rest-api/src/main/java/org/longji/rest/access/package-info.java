/**
 * Signing in and out, accounts, and the keys that sign tokens, over HTTP.
 * Passwords come in here and never go out.
 */
@NullMarked
package org.longji.rest.access;

import org.jspecify.annotations.NullMarked;
