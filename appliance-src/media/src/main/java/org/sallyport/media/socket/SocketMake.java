package org.sallyport.media.socket;

import java.io.IOException;
import java.util.Locale;

/** Which sockets the media plane runs on. */
public enum SocketMake {
    /** Linux system calls through the foreign-function API: about a fifth cheaper a packet. */
    NATIVE {
        @Override
        public DatagramPoller openPoller() throws IOException {
            return NativePoller.open();
        }
    },
    /** The JDK's selector and channels, on every platform. */
    JDK {
        @Override
        public DatagramPoller openPoller() throws IOException {
            return new ChannelPoller();
        }
    };

    public abstract DatagramPoller openPoller() throws IOException;

    /** {@link #NATIVE} where the platform and the launcher's native-access flag allow it, else {@link #JDK}. */
    public static SocketMake best() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return JDK;
        }
        try (DatagramPoller probe = NATIVE.openPoller()) {
            return probe.await(0) == 0 ? NATIVE : JDK;
        } catch (IOException | LinkageError | IllegalCallerException e) {
            return JDK;
        }
    }
}
