/**
 * The programs of the operating system behind one small interface: an argument vector, never a shell, always with an end.
 */
@NullMarked
package org.sallyport.core.host.program;

import org.jspecify.annotations.NullMarked;
