package org.sallyport.protocol.h323.tshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.protocol.h323.capture.CaptureWriter;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.Q931Message;

/** The other direction: tshark reads the frames of call signalling that we write. */
class SignallingForTsharkTest {
    private static final int MESSAGES = 2_000;

    @TempDir
    private Path directory;

    @Test
    void tsharkReadsWhatWeWrite() throws Exception {
        Random random = new Random(1720);
        CaptureWriter writer = new CaptureWriter();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Q931Message message = GeneratedSignalling.with(random);
            int frame = writer.tpkt(Dissection.SIGNALLING_PORT, Octets.of(message.write()));
            written.add(SignallingSummary.of(frame, message));
        }
        Dissection read = Dissection.of(writer.writeTo(directory.resolve("written.pcap")));
        assertThat(read.messages(Set.of(SignallingSummary.Q931)).stream().map(SignallingSummary::of))
                .containsExactlyElementsOf(written);
        assertThat(read.malformed()).isEmpty();
    }
}
