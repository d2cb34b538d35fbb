/** TLS clients of tests and of the workbench, which meet certificates that nobody vouches for. */
@NullMarked
package org.sallyport.testing.tls;

import org.jspecify.annotations.NullMarked;
