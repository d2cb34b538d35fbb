/** Programs of the distribution that judge what was written, and damage that readers must notice. */
@NullMarked
package org.sallyport.testing.tools;

import org.jspecify.annotations.NullMarked;
