/**
 * Server-sent events (WHATWG HTML section 9.2): every stream starts with the full state.
 */
@NullMarked
package org.sallyport.management.api.events;

import org.jspecify.annotations.NullMarked;
