/**
 * Identifiers and random tokens.
 */
@NullMarked
package org.sallyport.base.id;

import org.jspecify.annotations.NullMarked;
