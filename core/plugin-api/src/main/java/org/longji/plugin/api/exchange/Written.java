package org.longji.plugin.api.exchange;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * How the partner's files write a component of a message, or a constant of one of its code tables, where that differs from the name
 * in Java: a column {@code Наименование}, a code {@code 01}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Written {

    /** {@return the name or code as it stands in the file; neither blank nor surrounded by blanks} */
    String value();
}
