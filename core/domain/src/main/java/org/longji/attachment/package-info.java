/**
 * The files that come with a record: taken in by the stream, told by their bytes, kept behind the walls, handed out as they
 * came. What kinds of files a record needs, and when they may change, is for the capability that keeps the record to say.
 */
@NullMarked
package org.longji.attachment;

import org.jspecify.annotations.NullMarked;
