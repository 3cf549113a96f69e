/**
 * Achievements and needs listed to and from Guangdong: a register of listings with their states, and the channel that exchanges them.
 * The form of the partner's messages is a sample (示例); which real form it has is not known.
 */
@NullMarked
package org.longji.plugins.guangdong;

import org.jspecify.annotations.NullMarked;
