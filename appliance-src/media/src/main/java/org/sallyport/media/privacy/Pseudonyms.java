package org.sallyport.media.privacy;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.sallyport.core.calls.live.CallId;

/** The key of a process for pseudonyms, from which each call has its own, so that none is known again in the next. */
public final class Pseudonyms {
    private final long key0;
    private final long key1;

    private Pseudonyms(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** A new key, kept nowhere. */
    public static Pseudonyms ofNewKey() {
        SecureRandom random = new SecureRandom();
        return new Pseudonyms(random.nextLong(), random.nextLong());
    }

    /** For one stream of a call; all streams of a call give a name the same pseudonym. From any thread. */
    public RtcpDisguise disguise(CallId call) {
        byte[] octets = call.value().getBytes(StandardCharsets.UTF_8);
        SipHash process = new SipHash(key0, key1);
        long ofCall = process.of(MemorySegment.ofArray(octets), 0, octets.length);
        return new RtcpDisguise(new SipHash(process.of(ofCall, 0), process.of(ofCall, 1)));
    }
}
