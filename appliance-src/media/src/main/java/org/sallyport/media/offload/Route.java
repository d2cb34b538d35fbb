package org.sallyport.media.offload;

import java.net.InetAddress;

/**
 * The way to an address.
 *
 * @param device index of the device that packets leave by
 * @param nextHop who takes them there: a gateway, or the address itself
 */
record Route(int device, InetAddress nextHop) {}
