/**
 * The figures that plugins compute about tenants, kept day by day and rolled up the tree: values, targets, trends. A page reads what
 * was computed and asks no plugin; a job asks them, tenant by tenant.
 */
@NullMarked
package org.longji.indicator;

import org.jspecify.annotations.NullMarked;
