/**
 * The back-to-back user agent (RFC 7092): two legs of a call and what passes between them. A virtual thread a call owns
 * all of its state and reads one mailbox; everything else here is immutable or thread-safe and says so.
 */
@NullMarked
package org.sallyport.service.sip.call;

import org.jspecify.annotations.NullMarked;
