package io.github.mesosbuild.mojo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that is another name of one in the same class, for a word that changed in Mesos. Users can set either. {@link
 * UserProperties} moves the value to the parameter that the annotation names, which is the only one that goals read.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface OtherNameOf {
    /** Returns the name of the other parameter. */
    String value();
}
