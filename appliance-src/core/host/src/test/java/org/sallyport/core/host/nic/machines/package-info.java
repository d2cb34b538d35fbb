/** Machines written as text, made into trees like sysfs for tests to read. */
@NullMarked
package org.sallyport.core.host.nic.machines;

import org.jspecify.annotations.NullMarked;
