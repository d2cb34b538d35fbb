/**
 * The command line of the writers. It alone talks to people; what is refused names field, value and remedy.
 */
@NullMarked
package org.sallyport.imaging.command;

import org.jspecify.annotations.NullMarked;
