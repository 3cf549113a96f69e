/**
 * Rows of the registers that plugins define: storage behind the walls, steps, deadlines, files, documents and figures. It may
 * touch pluginhost, attachment, inbox, job, print and the journal; contracts it reads for plugins that ask for them.
 */
@NullMarked
package org.longji.register;

import org.jspecify.annotations.NullMarked;
