/** SIP as peers send it in earnest: the torture of RFC 4475. */
@NullMarked
package org.sallyport.testing.sip;

import org.jspecify.annotations.NullMarked;
