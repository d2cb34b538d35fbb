package org.sallyport.protocol.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.protocol.h323.capture.CaptureWriter;
import org.sallyport.protocol.h323.capture.Dissection;
import org.sallyport.protocol.h323.octets.Octets;

class Q931ForTsharkTest {
    private static final int CALL_SIGNALLING_PORT = 1720;
    private static final int MESSAGES = 2_000;

    @TempDir
    private Path directory;

    @Test
    void tsharkReadsWhatWeWrite() throws Exception {
        Random random = new Random(1720);
        CaptureWriter writer = new CaptureWriter();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Q931Message message = GeneratedMessage.with(random);
            written.add(Summary.of(writer.tpkt(CALL_SIGNALLING_PORT, Octets.of(message.write())), message));
        }
        Path capture = writer.writeTo(directory.resolve("written.pcap"));
        assertThat(Summary.ofAll(capture)).isEqualTo(written);
        assertThat(Dissection.of(capture, "_ws.malformed")).isEmpty();
    }
}
