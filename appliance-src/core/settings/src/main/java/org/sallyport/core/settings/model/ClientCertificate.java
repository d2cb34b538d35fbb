package org.sallyport.core.settings.model;

/** What a TLS listener wants of those who connect to it; a certificate that is shown must be a trusted one. */
public enum ClientCertificate {
    /** It does not ask. */
    NONE,
    /** It asks, and takes whoever has none too. */
    WANT,
    /** It takes nobody without (mutual TLS). */
    REQUIRE
}
