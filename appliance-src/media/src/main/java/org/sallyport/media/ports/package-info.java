/**
 * Which port a stream gets: random within the side's range, and rested after use, so that late packets
 * of one call do not fall into the next. Thread-safe.
 */
@NullMarked
package org.sallyport.media.ports;

import org.jspecify.annotations.NullMarked;
