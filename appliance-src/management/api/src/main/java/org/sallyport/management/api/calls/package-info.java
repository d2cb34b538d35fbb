/**
 * Calls in progress, as the director tells of them.
 */
@NullMarked
package org.sallyport.management.api.calls;

import org.jspecify.annotations.NullMarked;
