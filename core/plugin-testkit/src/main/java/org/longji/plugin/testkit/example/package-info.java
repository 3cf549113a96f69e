/**
 * Two small registers that show what a register can say: courses that a province offers to what lies below it, and the
 * certificates of those who took them; and a third, of offers, with the channel by which another region is told of them. They are
 * samples (示例); the kit's and the host's own tests run on them.
 */
@NullMarked
package org.longji.plugin.testkit.example;

import org.jspecify.annotations.NullMarked;
