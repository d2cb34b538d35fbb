/**
 * Reads the notation in which the messages of H.323 are described, one line a member, and writes their Java types. Runs during
 * the build of protocol/h323 and ships nothing. The notation itself is explained in protocol/h323/README.md.
 */
@NullMarked
package org.sallyport.protocol.schema;

import org.jspecify.annotations.NullMarked;
