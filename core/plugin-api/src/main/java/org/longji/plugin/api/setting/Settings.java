package org.longji.plugin.api.setting;

import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Words;
import org.pf4j.ExtensionPoint;

/**
 * What tenants may choose about a plugin (插件设置); a plugin has at most one of these.
 *
 * <p>The author writes a record whose components carry {@link org.longji.plugin.api.register.Field}, and what holds where nobody has
 * chosen. The host makes the JSON Schema and the form of it and keeps each field's values by the day from which they hold. A tenant
 * inherits every field that it does not choose itself from the tenant above; a tenant above may lock a field or set a range, and
 * then no other value holds below.
 *
 * <p>A policy reads what holds on the governing date in the tenant whose law it is, by
 * {@link org.longji.plugin.api.Facts#settings(Class)}; the decision's record keeps what it saw. A register reads what holds today in
 * the tenant whose row it is, by {@link org.longji.plugin.api.register.Context#settings(Class)}.
 *
 * <p>What is law, an amount or a rate with its clause, is a policy's dated parameter and no setting. A setting is how something is
 * done: a deadline the tenant promises, a channel, a house rule.
 *
 * @param <S> the record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Settings<S extends Record> extends ExtensionPoint {

    /** {@return what the settings are called, as a heading} */
    Words words();

    /** {@return what holds where no tenant has chosen; equal on every call} */
    S defaults();

    /**
     * {@return the fields of a settings record}
     *
     * @throws IllegalArgumentException if a field is of a kind that is chosen nowhere: a reference, a record inside the record, a
     *     list of those, something personal, or something that only steps set
     */
    static <S extends Record> RecordShape<S> shape(Class<S> type) {
        RecordShape<S> shape = RecordShape.of(type);
        for (FieldShape field : shape.fields()) {
            FieldShape held = field.element().orElse(field);
            Set<FieldKind> never = EnumSet.of(FieldKind.ROW, FieldKind.PARTY, FieldKind.CONTRACT, FieldKind.GROUP);
            if (never.contains(held.kind()) || field.personal() != Personal.NO || field.setBySteps()) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + "." + field.name()
                                + ": a setting is a plain value or a list of such, nothing personal and nothing that steps set");
            }
        }
        return shape;
    }
}
