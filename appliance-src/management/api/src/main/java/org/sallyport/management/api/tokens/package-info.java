/**
 * API tokens: only their hashes are kept.
 */
@NullMarked
package org.sallyport.management.api.tokens;

import org.jspecify.annotations.NullMarked;
