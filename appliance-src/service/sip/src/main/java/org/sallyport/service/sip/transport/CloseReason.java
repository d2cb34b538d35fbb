package org.sallyport.service.sip.transport;

import java.util.Locale;

/** Why a connection ended; the label of the metric. */
enum CloseReason {
    PEER_CLOSED,
    CONNECT_FAILED,
    HANDSHAKE_FAILED,
    IDLE,
    MESSAGE_TIMEOUT,
    MALFORMED,
    ERROR,
    SHUTDOWN;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
