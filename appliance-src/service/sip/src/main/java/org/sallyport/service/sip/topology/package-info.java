/**
 * What may cross between the legs of a call: an allow-list of headers, host names mapped so that nothing of the inside
 * shows outside (RFC 3323, RFC 5853 section 3.1). Immutable; used from any thread.
 */
@NullMarked
package org.sallyport.service.sip.topology;

import org.jspecify.annotations.NullMarked;
