package org.sallyport.service.sip.route;

/** An SRV record (RFC 2782). A target of {@code .} says that the service is not offered. */
record Srv(int priority, int weight, int port, String target) {}
