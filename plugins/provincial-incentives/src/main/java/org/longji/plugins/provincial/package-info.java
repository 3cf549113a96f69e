/**
 * The money clauses of the province as policies: the plan of 2017 and the rule of 2024 that replaced it. Each policy is pure
 * code; every number, kind and date it uses comes from its parameters record.
 */
@NullMarked
package org.longji.plugins.provincial;

import org.jspecify.annotations.NullMarked;
