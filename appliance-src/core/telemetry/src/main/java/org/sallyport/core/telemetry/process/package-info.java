/**
 * What a process of ours says of itself: version, memory, threads, live objects; as a status record and as metrics.
 * Everything is read when asked for; nothing here keeps state but the time of start.
 */
@NullMarked
package org.sallyport.core.telemetry.process;

import org.jspecify.annotations.NullMarked;
