package org.longji.plugin.api.register;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Words of an enum's constant that a form offers. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Choice {

    /** {@return the word in Chinese} */
    String zh();

    /** {@return the word in English} */
    String en();

    /** {@return the word in Russian; the Chinese stands in for an empty one} */
    String ru() default "";
}
