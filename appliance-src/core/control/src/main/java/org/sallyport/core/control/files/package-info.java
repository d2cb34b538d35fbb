/**
 * The files that a process keeps for itself and that belong into a backup, such as the key that SIP over TLS is proven with:
 * nobody else can read them, so it hands them out and takes them back through its socket.
 */
@NullMarked
package org.sallyport.core.control.files;

import org.jspecify.annotations.NullMarked;
