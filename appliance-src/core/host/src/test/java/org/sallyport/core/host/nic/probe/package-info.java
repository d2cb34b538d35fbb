/** Tests of reading what firmware and kernel say, well formed or not. */
@NullMarked
package org.sallyport.core.host.nic.probe;

import org.jspecify.annotations.NullMarked;
