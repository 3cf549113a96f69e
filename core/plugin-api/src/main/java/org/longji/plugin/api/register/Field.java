package org.longji.plugin.api.register;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * What the host must know of one component of a register's record, or of a step's input; every component carries it.
 *
 * <p>A component is a {@code String}, {@link org.longji.plugin.api.Money}, {@code BigDecimal}, {@code int}, {@code long},
 * {@code boolean}, {@code LocalDate}, {@code LocalDateTime}, {@code LocalTime}, an enum with {@link Choice} on its
 * constants, a {@link RowRef}, {@link PartyRef} or {@link ContractRef}, a record of such components, a {@code List} of any of
 * these, or an {@code Optional} of any but a list. What is neither {@code Optional} nor a list is required, except a record
 * none of whose components is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Field {

    /** {@return the label in Chinese} */
    String zh();

    /** {@return the label in English} */
    String en();

    /** {@return the label in Russian; the Chinese stands in for an empty one} */
    String ru() default "";

    /** {@return what the form says below it} */
    Hint hint() default @Hint;

    /** {@return the unit shown behind the value, such as {@code 学时}} */
    String unit() default "";

    /** {@return whether the value tells who somebody is; such values are masked for tenants above and for the public} */
    Personal personal() default Personal.NO;

    /** {@return whether the full-text search of the register reads it} */
    boolean searchable() default false;

    /** {@return whether no two rows of the tenant may have the same value; see also {@link Unique}} */
    boolean unique() default false;

    /** {@return id of the register of the same plugin that a {@link RowRef} points into; needed there and only there} */
    String refersTo() default "";

    /** {@return states of the rows that are offered for a {@link RowRef}; all when empty. A pick list only: conditions decide} */
    String[] offeredIn() default {};

    /**
     * {@return name of a field that the offered rows have in common with this record, or, in the input of a step, with the row:
     * of all sessions those of the same course; none when empty}
     */
    String sameIn() default "";

    /** {@return most characters of a text} */
    int maxLength() default 200;

    /** {@return whether the form gives a text several lines} */
    boolean multiline() default false;

    /** {@return regular expression that the whole of a text must match; none when empty} */
    String pattern() default "";

    /** {@return least value of a number, itself included, in plain notation; none when empty} */
    String min() default "";

    /** {@return largest value of a number, itself included, in plain notation; none when empty} */
    String max() default "";

    /** {@return fewest entries of a list} */
    int minItems() default 0;

    /**
     * {@return states in which nobody is shown the value, not even whoever wrote it: the first of two marks, until the second
     * is there}
     */
    String[] hiddenIn() default {};

    /** {@return whether only steps set it: it stands in no form, and a revision leaves it as it is; must be optional or a list} */
    boolean setBySteps() default false;
}
