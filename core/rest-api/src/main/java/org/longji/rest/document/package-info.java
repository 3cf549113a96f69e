/**
 * Files over HTTP: ledgers in, the template out.
 * An upload goes to the disk as it arrives; what happens to it afterwards is a job.
 */
@NullMarked
package org.longji.rest.document;

import org.jspecify.annotations.NullMarked;
