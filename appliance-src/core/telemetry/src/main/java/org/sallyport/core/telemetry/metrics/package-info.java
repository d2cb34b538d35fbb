/**
 * Counters, gauges and histograms of our own, exposed as Prometheus text. Updating one is a
 * single adder: no lock, no allocation.
 */
@NullMarked
package org.sallyport.core.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
