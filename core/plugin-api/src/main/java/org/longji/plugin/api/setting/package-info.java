/**
 * Settings: a record of what tenants may choose about a plugin. The host keeps the values, shows a form and hands the effective ones
 * to the plugin's policies and registers; nothing here performs input or output.
 */
@NullMarked
package org.longji.plugin.api.setting;

import org.jspecify.annotations.NullMarked;
