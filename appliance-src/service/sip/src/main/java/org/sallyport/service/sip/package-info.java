/**
 * SIP at the gate: a back-to-back user agent (RFC 3261, RFC 7092) between the outside and the enterprise's call server.
 * {@link org.sallyport.service.sip.SipService} puts its parts together.
 */
@NullMarked
package org.sallyport.service.sip;

import org.jspecify.annotations.NullMarked;
