/**
 * The registration proxy: devices outside register with the call server through us (RFC 3261 section 10). The inside sees
 * an opaque contact of ours for each, and requests to it go back the way that the device's own came (RFC 5626 section 5.3
 * in spirit). Refreshes between are answered here. A virtual thread a REGISTER; the table is guarded by one lock.
 */
@NullMarked
package org.sallyport.service.sip.registration;

import org.jspecify.annotations.NullMarked;
