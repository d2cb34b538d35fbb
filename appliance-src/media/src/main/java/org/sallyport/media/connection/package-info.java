/**
 * Streams over TCP (RFC 4145): accepted from one party, accepted from or made to the other, and joined
 * byte by byte. All state of a stream belongs to its one event loop.
 */
@NullMarked
package org.sallyport.media.connection;

import org.jspecify.annotations.NullMarked;
