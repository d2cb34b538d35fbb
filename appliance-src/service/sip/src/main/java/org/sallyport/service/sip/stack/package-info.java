/**
 * JAIN-SIP behind our own types: listening points, transactions and messages (RFC 3261 sections 17 and 18). Its dialog
 * support is off. Events come on the stack's threads and are handed on at once; nothing here blocks or keeps call state.
 */
@NullMarked
package org.sallyport.service.sip.stack;

import org.jspecify.annotations.NullMarked;
