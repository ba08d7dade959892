package dev.ifsbench.trace.event;

import jdk.jfr.Description;
import jdk.jfr.Label;

/**
 * What the events that are about a handle have in common: the handle, under one name in all of
 * them.
 */
abstract class HandleEvent extends SpiEvent {
  @Handle
  @Label("Handle")
  @Description("The handle given, or made by the call; -1 if there is none")
  long handle;
}
