package org.sallyport.service.sip.topology;

import gov.nist.javax.sip.address.SipUri;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.stack.Messages;

/** Rewrites URIs and addresses of one side for the eyes of the other. */
public final class UriMap {
    /** Shown when a URI of a scheme we cannot look into would have to cross outward (RFC 3323 section 4.1.1.3). */
    private static final String ANONYMOUS = "sip:anonymous@anonymous.invalid";
    /** URI parameters that say something of the user, not of a route (RFC 3261 section 19.1.1, RFC 4967, RFC 3966). */
    private static final Set<String> KEPT_PARAMETERS = Set.of("user", "method", "phone-context", "cause", "target");

    private final HostMap hosts;

    public UriMap(HostMap hosts) {
        this.hosts = hosts;
    }

    public HostMap hosts() {
        return hosts;
    }

    /** An identity (From, To, P-Asserted-Identity, Refer-To) as the viewer may see it; a new object. */
    public URI identity(URI uri, Side viewer) {
        if (uri instanceof SipURI sip) {
            return mapped(sip, viewer);
        }
        boolean safe = uri.getScheme().equalsIgnoreCase("tel") || viewer == Side.INTERNAL;
        return safe ? (URI) uri.clone() : Messages.sipUri(ANONYMOUS);
    }

    /**
     * An address to call (Refer-To) as the viewer may see it. Unlike an identity, a literal address that is not private
     * stays: it is one outside that somebody is to turn to.
     */
    public URI target(URI uri, Side viewer) {
        boolean outside = uri instanceof SipURI sip && viewer == Side.EXTERNAL && hosts.isPublicLiteral(sip.getHost());
        return outside ? plain((SipURI) uri) : identity(uri, viewer);
    }

    private static SipURI plain(SipURI uri) {
        SipURI shown = (SipURI) uri.clone();
        ((SipUri) shown).removeHeaders();
        return shown;
    }

    /** An address with its display name, its URI as {@link #identity} shows it. */
    public Address address(Address address, Side viewer) {
        Address shown = (Address) address.clone();
        shown.setURI(identity(address.getURI(), viewer));
        return shown;
    }

    private SipURI mapped(SipURI uri, Side viewer) {
        SipURI shown = (SipURI) uri.clone();
        String host = hosts.seenFrom(viewer, uri.getHost());
        try {
            if (!host.equals(uri.getHost())) {
                shown.setHost(host);
                shown.removePort();
            }
        } catch (ParseException e) {
            return Messages.sipUri(ANONYMOUS);
        }
        ((SipUri) shown).removeHeaders();
        for (String name : parameterNames(shown)) {
            if (!KEPT_PARAMETERS.contains(name)) {
                shown.removeParameter(name);
            }
        }
        return shown;
    }

    private static List<String> parameterNames(SipURI uri) {
        Iterator<?> names = uri.getParameterNames();
        List<String> found = new ArrayList<>();
        names.forEachRemaining(name -> found.add((String) name));
        return found;
    }
}
