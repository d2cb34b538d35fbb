/**
 * The network section of the settings as configuration of NetworkManager, chrony, hostname and time zone: pure functions
 * from settings to files.
 */
@NullMarked
package org.sallyport.core.host.network;

import org.jspecify.annotations.NullMarked;
