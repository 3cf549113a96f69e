/**
 * The caller's own e-mail over HTTP: address, code, wish. It may call the mail facade only.
 */
@NullMarked
package org.longji.rest.mail;

import org.jspecify.annotations.NullMarked;
