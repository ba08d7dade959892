package dev.ifsbench.trace.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/**
 * Marks a field that holds a socket's handle: events with the same value and table belong together.
 *
 * <p>JDK Mission Control's reader knows an attribute by the name and type of its field. The field
 * {@code handle} has the same name and type in all events, so that the reader groups events of
 * every kind by it; it ignores this annotation.
 */
@MetadataDefinition
@Relational
@Name("dev.ifsbench.Handle")
@Label("Handle")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Handle {}
