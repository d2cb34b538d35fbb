/** Tests of what NetworkManager, chrony and others are given. */
@NullMarked
package org.sallyport.core.host.network;

import org.jspecify.annotations.NullMarked;
