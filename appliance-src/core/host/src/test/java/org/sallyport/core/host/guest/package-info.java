/** Tests of reading what hypervisors say, in their own forms and in hostile ones. */
@NullMarked
package org.sallyport.core.host.guest;

import org.jspecify.annotations.NullMarked;
