package org.sallyport.service.sip.topology;

import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.telemetry.metrics.Metrics;

/** The rules of crossing that follow from one set of settings. */
public record Boundary(HostMap hosts, UriMap uris, HeaderPolicy headers) {
    public static Boundary of(SipSettings settings, Metrics metrics) {
        HostMap hosts = HostMap.of(settings);
        UriMap uris = new UriMap(hosts);
        return new Boundary(hosts, uris, new HeaderPolicy(uris, metrics));
    }
}
