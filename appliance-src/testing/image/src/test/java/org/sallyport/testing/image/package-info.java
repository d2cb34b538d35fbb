/**
 * The scripts of {@code image/tests}, each one a test of what becomes the appliance. They are scripts because what they
 * examine is made and read by the distribution's own programs.
 */
@NullMarked
package org.sallyport.testing.image;

import org.jspecify.annotations.NullMarked;
