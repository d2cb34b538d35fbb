package org.sallyport.service.sip.route;

/** A NAPTR record (RFC 3403 section 4.1) as far as RFC 3263 uses it. */
record Naptr(int order, int preference, String flags, String service, String replacement) {}
