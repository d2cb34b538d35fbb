package org.sallyport.service.sip;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.address.Side;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTls.SystemAuthorities;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.route.TlsObstacles;
import org.sallyport.service.sip.transport.ListenerTls;
import org.sallyport.service.sip.transport.TlsFailure;
import org.sallyport.service.sip.transport.TlsTerms;
import org.sallyport.service.sip.transport.TlsTerms.ServerProof;

/** The TLS of a listener as the settings in force want it. What it connects to inside is the call server. */
final class ListenerSecurity implements ListenerTls {
    private final InetSocketAddress bound;
    private final SettingsFeed settings;
    private final SipCertificates certificates;
    private final CallServerTrust callServer;
    private final TlsObstacles obstacles;
    private final SipListener opened;

    /** Of the listener that the settings in force bind to an address. */
    ListenerSecurity(
            InetSocketAddress bound,
            SettingsFeed settings,
            SipCertificates certificates,
            CallServerTrust callServer,
            TlsObstacles obstacles) {
        this.bound = bound;
        this.settings = settings;
        this.certificates = certificates;
        this.callServer = callServer;
        this.obstacles = obstacles;
        this.opened = listener().orElseThrow(() -> new IllegalStateException("no listener for TLS at " + bound));
    }

    private Optional<SipListener> listener() {
        return settings.current().sip().listeners().stream()
                .filter(listener -> listener.transport() == SipTransport.TLS
                        && listener.address().bound().equals(bound))
                .findFirst();
    }

    @Override
    public TlsTerms terms() {
        SipSettings sip = settings.current().sip();
        // one that the settings just gave up is closed in a moment
        SipListener listener = listener().orElse(opened);
        SystemAuthorities system = sip.tls().systemAuthorities();
        return new TlsTerms(
                certificates.identity().get(),
                listener.clientCertificate(),
                authorities(sip.tls(), system == SystemAuthorities.ALL),
                proof(sip, listener.side(), authorities(sip.tls(), system != SystemAuthorities.NONE)));
    }

    private static Optional<ServerProof> proof(SipSettings sip, Side side, TrustedAuthorities authorities) {
        SipTls tls = sip.tls();
        if (side == Side.INTERNAL) {
            String name = tls.callServerName().orElse(sip.callServer().host());
            return tls.verifyCallServer()
                    ? Optional.of(new ServerProof(authorities, Optional.of(name)))
                    : Optional.empty();
        }
        return tls.verifyOutside() ? Optional.of(new ServerProof(authorities, Optional.empty())) : Optional.empty();
    }

    private TrustedAuthorities authorities(SipTls tls, boolean withSystem) {
        List<X509Certificate> all = new ArrayList<>(tls.authorities());
        all.addAll(certificates.authoritiesOfFile().get());
        if (withSystem) {
            all.addAll(certificates.systemAuthorities().get());
        }
        return new TrustedAuthorities(all);
    }

    @Override
    public void failed(TlsFailure failure) {
        if (!failure.outbound()) {
            return;
        }
        obstacles.met(failure.peer(), failure.clause());
        if (opened.side() == Side.INTERNAL) {
            callServer.failed(failure);
        }
    }

    @Override
    public void answered(InetSocketAddress server) {
        if (opened.side() == Side.INTERNAL) {
            callServer.answered(server);
        }
    }
}
