package org.stroma.app.shell;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A write that changes a unit its address names, or decides on it: it asks which revision of the unit its sender saw, in {@code If-Match} or, from a
 * page, in the hidden field {@code seen}. Without one it is refused with 428, with another than the present one with 412, from a page with 409.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsksRevision {
    /** Whether the body may say it instead of the header. */
    boolean orInBody() default false;
}
