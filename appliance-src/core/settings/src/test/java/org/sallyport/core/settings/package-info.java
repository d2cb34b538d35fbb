/** Fixtures of the tests of settings. */
@NullMarked
package org.sallyport.core.settings;

import org.jspecify.annotations.NullMarked;
