/**
 * Keys, certificates and what TLS needs of them. Bouncy Castle makes certificates; handshakes are the JDK's.
 */
@NullMarked
package org.sallyport.core.pki;

import org.jspecify.annotations.NullMarked;
