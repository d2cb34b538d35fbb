package org.sallyport.service.turn.transport;

import java.util.Locale;

/** Why a connection or association of a client went no further. */
public enum Refusal {
    /** There are as many connections and associations as may be. */
    CONNECTIONS,
    /** The source has as many as one may have. */
    CONNECTIONS_OF_SOURCE,
    /** As many handshakes are under way as may be. */
    HANDSHAKES,
    /** The source has as many under way as one may have. */
    HANDSHAKES_OF_SOURCE,
    /** A handshake did not come to its end in time. */
    HANDSHAKE_SLOW,
    /** A handshake went wrong or was given up: nothing in common, a certificate that the client does not believe. */
    HANDSHAKE_FAILED,
    /** It did not say in time what it speaks. */
    SILENT,
    /** It speaks neither TURN nor HTTP. */
    NEITHER,
    /** As many connections are with the web server as may be. */
    WEB_CONNECTIONS,
    /** The source has as many there as one may have. */
    WEB_CONNECTIONS_OF_SOURCE,
    /** The web server does not answer, or does not prove who it is. */
    WEB_SERVER;

    /** The value of the label {@code reason}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
