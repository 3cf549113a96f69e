/**
 * Assessments and entitlements over HTTP, each with the explanation an enterprise reads. It may call the entitlement
 * facade only.
 */
@NullMarked
package org.longji.rest.entitlement;

import org.jspecify.annotations.NullMarked;
