/**
 * Registration agencies (技术合同登记机构): who may register contracts for a tenant, on whose authority, and through whom. It
 * knows no contracts; {@code registration} asks it whether an officer may handle one.
 */
@NullMarked
package org.longji.agency;

import org.jspecify.annotations.NullMarked;
