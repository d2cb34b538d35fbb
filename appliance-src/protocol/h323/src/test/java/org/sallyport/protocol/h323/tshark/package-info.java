/** Agreement with Wireshark's reader, which shares nothing with ours: of what was captured, and of what we write. */
@NullMarked
package org.sallyport.protocol.h323.tshark;

import org.jspecify.annotations.NullMarked;
