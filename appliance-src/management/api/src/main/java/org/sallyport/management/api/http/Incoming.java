package org.sallyport.management.api.http;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A request as it came over the wire. */
interface Incoming {
    String method();

    /** Decoded segments of the path. */
    List<String> path();

    Optional<String> query(String name);

    Optional<String> header(String name);

    /** The value of a cookie (RFC 6265 section 4.2). */
    Optional<String> cookie(String name);

    /** Host and port that the client addressed. */
    String authority();

    String source();

    /**
     * The body.
     *
     * @throws ProblemException 413 when it is too large
     */
    byte[] body();

    /** The body as it comes in, for what is too large to be held; at most {@link HelidonIncoming#MOST_STREAMED} octets. */
    InputStream content();
}
