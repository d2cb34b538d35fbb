/**
 * Files that must be whole after a power cut.
 */
@NullMarked
package org.sallyport.base.file;

import org.jspecify.annotations.NullMarked;
