/**
 * Where a request goes: locating servers (RFC 3263), failing over between them, and watching the call server
 * by OPTIONS. State here is thread-safe; look-ups may block and are made on virtual threads.
 */
@NullMarked
package org.sallyport.service.sip.route;

import org.jspecify.annotations.NullMarked;
