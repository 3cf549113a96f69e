/** That the registers of training conform to the kit, and that their arithmetic holds for any attendance and any marks. */
@NullMarked
package org.longji.plugins.talent;

import org.jspecify.annotations.NullMarked;
