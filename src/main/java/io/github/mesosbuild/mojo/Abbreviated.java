package io.github.mesosbuild.mojo;

/** Parameters the most important of which can be the text of the element, or the property with the element's own name. */
interface Abbreviated {
    /** Sets the most important one. */
    void set(String text);

    /** Returns whether it has a value. */
    boolean isSet();
}
