/**
 * Background jobs over HTTP: how far they are, what they counted, which rows they handed back. It may call the job facade
 * only; what starts a job lives with its capability.
 */
@NullMarked
package org.longji.rest.job;

import org.jspecify.annotations.NullMarked;
