/**
 * Officers and applicants, their roles in a tenant, and signing in. Tokens only say who and which session; what somebody
 * may do is read from the database at every request.
 */
@NullMarked
package org.longji.access;

import org.jspecify.annotations.NullMarked;
