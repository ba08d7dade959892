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
 * Marks a field that holds a socket's handle: events with the same value belong together, and JDK
 * Mission Control groups by it.
 */
@MetadataDefinition
@Relational
@Name("dev.ifsbench.Handle")
@Label("Handle")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Handle {}
