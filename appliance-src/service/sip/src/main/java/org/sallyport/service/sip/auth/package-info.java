/** Digest authentication as a client (RFC 7616, RFC 8760, RFC 3261 section 22). Pure functions and values. */
@NullMarked
package org.sallyport.service.sip.auth;

import org.jspecify.annotations.NullMarked;
