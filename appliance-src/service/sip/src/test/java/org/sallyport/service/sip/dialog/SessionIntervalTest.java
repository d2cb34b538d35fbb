package org.sallyport.service.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFC 4028 section 10. */
class SessionIntervalTest {
    @Test
    void refreshesAtHalfAndIsGivenUpHalfAMinuteBeforeTheEnd() {
        SessionInterval session = new SessionInterval(Duration.ofMinutes(30), "uac");
        assertThat(session.untilRefresh()).isEqualTo(Duration.ofMinutes(15));
        assertThat(session.untilGivenUp()).isEqualTo(Duration.ofMinutes(30).minusSeconds(32));
        assertThat(session.value()).isEqualTo("1800;refresher=uac");
    }

    @Test
    void givesAShortSessionUpAThirdBeforeItsEnd() {
        assertThat(new SessionInterval(Duration.ofSeconds(60), null).untilGivenUp())
                .isEqualTo(Duration.ofSeconds(40));
    }
}
