package org.longji.plugin.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Label and unit of one component of a parameters record; every component must carry it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Parameter {

    /** {@return the label in Chinese} */
    String zh();

    /** {@return the label in English} */
    String en();

    /** {@return the unit: {@code CNY}, {@code 1} for a ratio, {@code date}, {@code enum}, {@code division}, {@code text}} */
    String unit();
}
