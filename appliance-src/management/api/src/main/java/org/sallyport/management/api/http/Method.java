package org.sallyport.management.api.http;

/** Methods of HTTP (RFC 9110 section 9) that routes use. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** Whether it changes nothing (RFC 9110 section 9.2.1). */
    public boolean safe() {
        return this == GET;
    }
}
