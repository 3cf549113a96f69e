package org.longji.plugin.api.register;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** What a form says below a field, for whoever fills it in: where to look, what happens when it is left out. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Hint {

    /** {@return the sentence in Chinese; there is no hint when it is empty} */
    String zh() default "";

    /** {@return the sentence in English} */
    String en() default "";

    /** {@return the sentence in Russian; the Chinese stands in for an empty one} */
    String ru() default "";
}
