/** Tests of running real programs. */
@NullMarked
package org.sallyport.core.host.program;

import org.jspecify.annotations.NullMarked;
