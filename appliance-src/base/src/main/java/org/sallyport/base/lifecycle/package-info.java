/** Starting and stopping what a process is made of, in order. */
@NullMarked
package org.sallyport.base.lifecycle;

import org.jspecify.annotations.NullMarked;
