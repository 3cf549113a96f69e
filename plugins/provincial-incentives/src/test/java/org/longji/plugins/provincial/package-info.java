/**
 * Runs the conformance kit over the province's policies with the values the province really uses. A change of a value in the
 * tenant's files that breaks a published worked example fails here.
 */
@NullMarked
package org.longji.plugins.provincial;

import org.jspecify.annotations.NullMarked;
