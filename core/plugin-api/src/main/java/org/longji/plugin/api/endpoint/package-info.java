/**
 * Endpoints: a question that a plugin answers over HTTP, from a record to a record. The host does everything about HTTP; the plugin
 * sees what it is lent for one call, and performs no input or output.
 */
@NullMarked
package org.longji.plugin.api.endpoint;

import org.jspecify.annotations.NullMarked;
