package org.sallyport.protocol.h323.fuzz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.Q931Result;

/** Messages of call signalling, the frames alone. */
record SignallingTarget() implements Target<Q931Message> {
    @Override
    public @Nullable Q931Message read(byte[] octets) {
        return switch (Q931Message.read(octets)) {
            case Q931Result.Decoded(Q931Message message) -> message;
            case Q931Result.Malformed malformed -> {
                Check.that(malformed.offset() >= 0 && malformed.offset() <= octets.length, "the fault lies elsewhere");
                yield null;
            }
        };
    }

    @Override
    public void check(Q931Message message, byte[] octets) {
        message.display();
        message.calledPartyNumber();
        message.callingPartyNumber();
        message.bearerCapability().ifPresent(bearer -> bearer.channels());
        message.cause().ifPresent(cause -> cause.named());
        message.progressIndicators();
        message.callState();
        message.signal();
        message.keypadFacility();
        message.notificationIndicator();
        message.userUser();
        Check.that(Arrays.equals(message.write(), octets), "another message was written");
    }
}
