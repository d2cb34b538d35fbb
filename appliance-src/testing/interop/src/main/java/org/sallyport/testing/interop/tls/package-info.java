/** Certificates made with OpenSSL's program, and peers that speak TLS with them. */
@NullMarked
package org.sallyport.testing.interop.tls;

import org.jspecify.annotations.NullMarked;
