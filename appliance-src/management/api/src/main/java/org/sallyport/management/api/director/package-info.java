/**
 * The manager's picture of the director: kept up to date by its feed, gone while it is away.
 */
@NullMarked
package org.sallyport.management.api.director;

import org.jspecify.annotations.NullMarked;
