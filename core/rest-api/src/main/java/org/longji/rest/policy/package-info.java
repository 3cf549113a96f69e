/** The policies of a tenant over HTTP: what is law, drafts, guard-rails, back-tests and enactment. */
@NullMarked
package org.longji.rest.policy;

import org.jspecify.annotations.NullMarked;
