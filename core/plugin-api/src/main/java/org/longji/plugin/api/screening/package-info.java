/**
 * Screenings: what is about to cross a border is looked up in dated lists before it does. The plugin brings the lists and finds; who
 * cleared what for which reason, and that it takes two, is the host's.
 */
@NullMarked
package org.longji.plugin.api.screening;

import org.jspecify.annotations.NullMarked;
