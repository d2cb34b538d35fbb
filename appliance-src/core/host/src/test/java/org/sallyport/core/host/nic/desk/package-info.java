/** Tests of what an administrator does with the adapters. */
@NullMarked
package org.sallyport.core.host.nic.desk;

import org.jspecify.annotations.NullMarked;
