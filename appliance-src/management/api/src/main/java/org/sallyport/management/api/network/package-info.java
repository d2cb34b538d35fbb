/**
 * The machine's network: its state, the dry run of a change, and what keeps the machine in step with the settings in
 * force. The settings are the only truth; the machine follows them, and goes back by itself when nobody confirms.
 */
@NullMarked
package org.sallyport.management.api.network;

import org.jspecify.annotations.NullMarked;
