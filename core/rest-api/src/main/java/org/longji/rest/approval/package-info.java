/**
 * Approval over HTTP: cases and what is done about them, the chains they follow, and who stands in for whom. It may call the domain and
 * shape its answers.
 */
@NullMarked
package org.longji.rest.approval;

import org.jspecify.annotations.NullMarked;
