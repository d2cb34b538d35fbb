/**
 * The session descriptions of one call, rewritten so that each party sees only the relay.
 */
@NullMarked
package org.sallyport.service.sip.media;

import org.jspecify.annotations.NullMarked;
