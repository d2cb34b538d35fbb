/** Whether a package fits the machine that it is to be installed on. */
@NullMarked
package org.sallyport.upgrade.eligibility;

import org.jspecify.annotations.NullMarked;
