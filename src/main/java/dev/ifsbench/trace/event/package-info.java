/**
 * The events of Flight Recorder, one class for each kind of call, and their settings. Start with
 * {@link SpiEvent}, which all calls share; {@link HandleEvent} adds the handle.
 */
package dev.ifsbench.trace.event;
