/**
 * Logging in and out.
 */
@NullMarked
package org.sallyport.management.api.session;

import org.jspecify.annotations.NullMarked;
