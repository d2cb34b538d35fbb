package org.sallyport.service.sip.media;

import org.sallyport.core.calls.live.CallId;

/** Makes the media of a call. */
@FunctionalInterface
public interface CallMediaFactory {
    CallMedia open(CallId call);
}
