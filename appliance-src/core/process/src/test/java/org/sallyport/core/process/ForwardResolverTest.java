package org.sallyport.core.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ForwardResolverTest {
    @Test
    void takesAnAddressForItsNameWhereThePlatformWouldFindOne() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

        assertEquals("127.0.0.1", loopback.getHostName());
    }

    @Test
    void findsTheAddressOfAName() throws IOException {
        assertTrue(InetAddress.getByName("localhost").isLoopbackAddress());
    }
}
