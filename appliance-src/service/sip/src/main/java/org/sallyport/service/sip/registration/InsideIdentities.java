package org.sallyport.service.sip.registration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.sip.address.URI;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.base.id.Ids;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.topology.UriMap;

/**
 * Makes what stands for a device inside. Nothing is remembered for it, so that attempts which the call server refuses cost
 * no memory: all is derived. Thread-safe.
 */
final class InsideIdentities {
    private static final String TOKEN_PREFIX = "reg-";
    private static final int DIGITS = 32;
    private static final Pattern TOKEN = Pattern.compile(TOKEN_PREFIX + "[0-9a-f]{" + DIGITS + "}");
    /** Where CSeq ends (RFC 3261 section 8.1.1.5). */
    private static final long CSEQ_LIMIT = (1L << 31) - 1;

    /** New in each process, for the numbers begin anew too (RFC 3261 section 10.2.4). */
    private final String salt = Ids.secret();

    private final AtomicLong sent = new AtomicLong();

    /**
     * The user of our contact for a device's. It is the same after a restart, so that the call server knows the contact
     * again, and the same for a device whose address changes.
     */
    static String token(RegisterRequest register, WantedContact contact) {
        String device = contact.instance() == null ? register.callId() : contact.instance();
        return TOKEN_PREFIX + digest(register.alias() + "\n" + contact.uri() + "\n" + device);
    }

    static boolean isToken(String user) {
        return TOKEN.matcher(user).matches();
    }

    InsideIdentity of(RegisterRequest register, UriMap uris) {
        Request request = register.incoming().request();
        String session = salt + "\n" + register.alias() + "\n" + register.callId();
        URI registrar = uris.identity(request.getRequestURI(), Side.INTERNAL);
        return new InsideIdentity(
                registrar,
                uris.address(Messages.toAddress(request), Side.INTERNAL),
                uris.address(Messages.fromAddress(request), Side.INTERNAL),
                digest("tag " + session).substring(0, DIGITS / 2),
                digest("call-id " + session));
    }

    /** Grows from one request to the next, whichever registration it is for. */
    long nextCseq() {
        return 1 + sent.getAndIncrement() % CSEQ_LIMIT;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
