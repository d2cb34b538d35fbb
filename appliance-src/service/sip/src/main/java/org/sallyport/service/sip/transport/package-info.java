/**
 * SIP over UDP, TCP and TLS on Netty, behind JAIN-SIP's message processors (RFC 3261 section 18, RFC 5626 keep-alives).
 * A connection's state belongs to its event loop; messages go to the stack on virtual threads, in order per call.
 */
@NullMarked
package org.sallyport.service.sip.transport;

import org.jspecify.annotations.NullMarked;
