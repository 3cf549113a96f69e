/**
 * What is told by e-mail: addresses that accounts confirm, and sending what waits. It may touch its own tables, the title of a message
 * and the journal; the messages' mails are written by the database with them.
 */
@NullMarked
package org.longji.mail;

import org.jspecify.annotations.NullMarked;
