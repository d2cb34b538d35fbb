/**
 * Relaying over TCP (RFC 6062): a listening socket at the relayed address, connections with peers, and the connections of the
 * client that become their other halves. A relay belongs to the thread of its allocation; what passes is copied from one
 * connection to the other by the event loops of Netty.
 */
@NullMarked
package org.sallyport.service.turn.connection;

import org.jspecify.annotations.NullMarked;
