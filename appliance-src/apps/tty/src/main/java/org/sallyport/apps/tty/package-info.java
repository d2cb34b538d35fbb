/**
 * What a person meets at a terminal of the machine: the questions of the set-up while nobody answered them, then log-in and
 * the command line. It has no rights of its own: the set-up asks the root process, the command line asks the API.
 */
@NullMarked
package org.sallyport.apps.tty;

import org.jspecify.annotations.NullMarked;
