/**
 * What every process of ours begins with, before the parts that are its own: arguments, logs, settings file, database,
 * telemetry, and how it stops. Composition roots use it; nothing below them does.
 */
@NullMarked
package org.sallyport.core.process;

import org.jspecify.annotations.NullMarked;
