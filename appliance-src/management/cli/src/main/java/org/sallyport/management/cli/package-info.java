/**
 * The sallyport command: everything it does goes through the published API. It keeps no state but the session of a login.
 */
@NullMarked
package org.sallyport.management.cli;

import org.jspecify.annotations.NullMarked;
