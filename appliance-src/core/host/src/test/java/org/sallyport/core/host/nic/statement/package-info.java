/** Tests of what is said on adapters from outside. */
@NullMarked
package org.sallyport.core.host.nic.statement;

import org.jspecify.annotations.NullMarked;
