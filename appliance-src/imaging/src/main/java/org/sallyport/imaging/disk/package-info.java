/**
 * What is converted: a raw disk, read in blocks without its holes and zeros, and files that appear only when whole.
 */
@NullMarked
package org.sallyport.imaging.disk;

import org.jspecify.annotations.NullMarked;
