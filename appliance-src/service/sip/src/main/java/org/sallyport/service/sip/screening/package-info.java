/**
 * What happens to a message between the wire and the transactions: the checks of RFC 3261 sections 7, 8.2, 16.3
 * and 18.3 that RFC 4475 tortures. Pure functions over bytes; messages refused get a verdict, never an exception.
 */
@NullMarked
package org.sallyport.service.sip.screening;

import org.jspecify.annotations.NullMarked;
