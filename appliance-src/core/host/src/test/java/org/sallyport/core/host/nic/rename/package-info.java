/** Tests of the renaming: on a kernel of our own that refuses as the real one does, and on the real one. */
@NullMarked
package org.sallyport.core.host.nic.rename;

import org.jspecify.annotations.NullMarked;
