/** A SIP peer for tests that shares no code with the product: texts over a UDP socket. */
@NullMarked
package org.sallyport.service.sip.peer;

import org.jspecify.annotations.NullMarked;
