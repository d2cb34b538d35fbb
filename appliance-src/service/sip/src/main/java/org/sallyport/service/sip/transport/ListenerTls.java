package org.sallyport.service.sip.transport;

import java.net.InetSocketAddress;

/** The TLS of one listening point: what holds now, and who wants to hear of peers. Called on event loops: never blocks. */
public interface ListenerTls {
    /** What holds for the next handshake; equal terms share their sessions. */
    TlsTerms terms();

    /** A handshake failed, or a server is not the one that was meant. */
    void failed(TlsFailure failure);

    /** A server that we connected to passed every check and speaks with us. */
    void answered(InetSocketAddress server);
}
