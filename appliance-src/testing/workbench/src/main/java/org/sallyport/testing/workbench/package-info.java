/**
 * What {@code make run} starts: PostgreSQL, director and manager on one machine, until the user has enough. The main
 * thread starts and stops them; each process is watched by a platform thread of its own.
 */
@NullMarked
package org.sallyport.testing.workbench;

import org.jspecify.annotations.NullMarked;
