/**
 * The one process of ours that runs as root: a whitelist of verbs over a Unix socket, and the commands of the boot. It
 * starts programs by argument vectors, never by a shell, and knows no database.
 */
@NullMarked
package org.sallyport.apps.hostd;

import org.jspecify.annotations.NullMarked;
