package dev.ifsbench.sockets.posix;

import dev.ifsbench.sockets.libc.Binding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs a class of tests once over each {@link Binding} that this JDK has. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "over {0}")
@MethodSource("dev.ifsbench.sockets.posix.Rig#bindings")
@interface OverEachBinding {}
