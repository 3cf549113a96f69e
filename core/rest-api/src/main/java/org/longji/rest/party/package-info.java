/**
 * Organisations over HTTP. It may call the party facade only.
 */
@NullMarked
package org.longji.rest.party;

import org.jspecify.annotations.NullMarked;
