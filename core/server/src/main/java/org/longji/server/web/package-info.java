/**
 * What the WAR adds around the REST API: the data source, and the browser console with its security headers.
 * Nothing of the business lives here.
 */
@NullMarked
package org.longji.server.web;

import org.jspecify.annotations.NullMarked;
