/**
 * Dialogs as immutable values (RFC 3261 section 12), the offer/answer exchange (RFC 3264, RFC 6337) and the session
 * timer (RFC 4028): pure functions, no thread, no clock.
 */
@NullMarked
package org.sallyport.service.sip.dialog;

import org.jspecify.annotations.NullMarked;
