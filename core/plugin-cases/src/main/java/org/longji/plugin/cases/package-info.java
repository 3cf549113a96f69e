/**
 * Worked cases: sentences with a date, the facts and the answer somebody worked out. One reader for the conformance kit, for
 * {@code deploy/policy check} and for the drafts of the server, so that a file that comes out in one place does in all.
 */
@NullMarked
package org.longji.plugin.cases;

import org.jspecify.annotations.NullMarked;
