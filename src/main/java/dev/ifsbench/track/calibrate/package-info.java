/**
 * How often a comparison is wrong on this machine, measured with runs that do not differ. Start
 * with {@link Calibration}.
 */
package dev.ifsbench.track.calibrate;
