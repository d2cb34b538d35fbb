package org.sallyport.service.sip.topology;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.base.id.Ids;
import org.sallyport.service.sip.stack.Messages;

/**
 * Marks our branches with what was asked of us, so that a request that comes back asking the same is known as a loop and
 * not as a spiral (RFC 3261 section 16.6 step 8, RFC 5393 section 4.2). Thread-safe.
 */
public final class LoopMark {
    private static final int MARK_DIGITS = 16;

    private final SecretKeySpec key = new SecretKeySpec(Ids.secret().getBytes(StandardCharsets.US_ASCII), "HmacSHA256");

    /** A branch for the request that we send because of one received. */
    public String branch(Request received, Side from) {
        return Messages.branch() + "." + mark(received, from);
    }

    /** Whether a request was here before and asks the same again. */
    public boolean loops(Request received, Side from) {
        String suffix = "." + mark(received, from);
        return Messages.headers(received, ViaHeader.NAME)
                .anyMatch(via -> String.valueOf(((ViaHeader) via).getBranch()).endsWith(suffix));
    }

    private String mark(Request received, Side from) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal((from + " " + received.getRequestURI()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, MARK_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
