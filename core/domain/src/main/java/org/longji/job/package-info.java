/**
 * Work that outlives its request: imports and assessments, recorded as rows that survive the process.
 * A job runs with the caller and scope it was ordered with, reports its progress, and is taken up again after a crash.
 */
@NullMarked
package org.longji.job;

import org.jspecify.annotations.NullMarked;
