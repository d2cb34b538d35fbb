/**
 * What really passed on a wire, captured and searched with Wireshark's command-line tools.
 */
@NullMarked
package org.sallyport.testing.interop.wire;

import org.jspecify.annotations.NullMarked;
