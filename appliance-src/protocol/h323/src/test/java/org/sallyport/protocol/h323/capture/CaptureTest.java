package org.sallyport.protocol.h323.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.capture.CapturedMessage.Kind;
import org.sallyport.protocol.h323.octets.Octets;

class CaptureTest {
    /** The figures beside the captures: how many different messages they hold. */
    @Test
    void findsEveryMessageOfTheCaptures() {
        List<Capture> captures = Capture.all();
        Map<Kind, Set<Octets>> different = captures.stream()
                .flatMap(capture -> capture.messages().stream())
                .collect(Collectors.groupingBy(
                        CapturedMessage::kind,
                        Collectors.mapping(CapturedMessage::octets, Collectors.toCollection(HashSet::new))));
        assertThat(captures).hasSize(71);
        assertThat(different.get(Kind.RAS)).hasSize(936);
        assertThat(different.get(Kind.Q931)).hasSize(353);
        assertThat(different.get(Kind.H245)).hasSize(138);
        assertThat(captures.stream().mapToInt(Capture::keepAlives).sum()).isPositive();
    }
}
