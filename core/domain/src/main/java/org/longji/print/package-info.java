/**
 * Pages for people: PDF documents with an embedded Chinese font, tables and QR codes, the same bytes for the same content.
 * It may touch its libraries and nothing of its siblings; what stands in a document is the capabilities' business.
 */
@NullMarked
package org.longji.print;

import org.jspecify.annotations.NullMarked;
