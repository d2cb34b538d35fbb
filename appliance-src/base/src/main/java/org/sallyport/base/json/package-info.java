/**
 * The one JSON mapping of the product.
 */
@NullMarked
package org.sallyport.base.json;

import org.jspecify.annotations.NullMarked;
