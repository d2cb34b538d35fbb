/**
 * Whom clients may reach through a relayed address (RFC 8656 section 21.1.5): the public internet, and of the rest what an
 * administrator allowed. Immutable.
 */
@NullMarked
package org.sallyport.service.turn.peer;

import org.jspecify.annotations.NullMarked;
