/**
 * What is wrong with an input, said so that its author can mend it: all problems at once.
 */
@NullMarked
package org.sallyport.base.problem;

import org.jspecify.annotations.NullMarked;
