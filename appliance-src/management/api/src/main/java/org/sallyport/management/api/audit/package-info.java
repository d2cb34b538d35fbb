/**
 * Who did what.
 */
@NullMarked
package org.sallyport.management.api.audit;

import org.jspecify.annotations.NullMarked;
