package org.sallyport.core.calls.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.telemetry.metrics.Metrics;

class LiveRegistrationsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final LiveObjects liveObjects = new LiveObjects();
    private final Metrics metrics = new Metrics();
    private final LiveRegistrations registrations = new LiveRegistrations(liveObjects, metrics);

    private record Fixed(RegistrationSnapshot snapshot) implements LiveRegistration {
        @Override
        public RegistrationId id() {
            return snapshot.id();
        }

        @Override
        public void end() {
            throw new AssertionError("nobody asked");
        }
    }

    private Fixed begin(String id, String alias, RegistrationState state) {
        Fixed made = new Fixed(new RegistrationSnapshot(
                new RegistrationId(id),
                SignallingProtocol.SIP,
                state,
                alias,
                "sip:device@192.0.2.7",
                "198.51.100.4:5062",
                "UDP",
                "external-udp",
                "Room Kit",
                NOW,
                NOW,
                NOW.plusSeconds(60),
                NOW.plusSeconds(3600)));
        registrations.begin(made);
        return made;
    }

    private List<String> page(String text, @Nullable RegistrationState state, String after, int limit) {
        return registrations.page(new RegistrationQuery(text, state, after, limit)).items().stream()
                .map(RegistrationSnapshot::alias)
                .toList();
    }

    @Test
    void givesPagesThatGoOnWhereTheLastOneEndedEvenIfThatHasGone() {
        begin("01", "sip:a@x.example", RegistrationState.ACTIVE);
        Fixed second = begin("02", "sip:b@x.example", RegistrationState.ACTIVE);
        begin("03", "sip:c@x.example", RegistrationState.ACTIVE);
        RegistrationPage first = registrations.page(new RegistrationQuery("", null, "", 2));
        assertThat(first.items()).hasSize(2);
        assertThat(first.nextPageToken()).isEqualTo("02");
        registrations.end(second);
        RegistrationPage next = registrations.page(new RegistrationQuery("", null, "02", 2));
        assertThat(next.items()).extracting(RegistrationSnapshot::alias).containsExactly("sip:c@x.example");
        assertThat(next.nextPageToken()).isNull();
    }

    @Test
    void findsByTextAndState() {
        begin("01", "sip:alice@x.example", RegistrationState.ACTIVE);
        begin("02", "sip:bob@x.example", RegistrationState.UNREACHABLE);
        assertThat(page("ALICE", null, "", 10)).containsExactly("sip:alice@x.example");
        assertThat(page("room kit", null, "", 10)).hasSize(2);
        assertThat(page("198.51.100.4", RegistrationState.UNREACHABLE, "", 10)).containsExactly("sip:bob@x.example");
        assertThat(page("nobody", null, "", 10)).isEmpty();
    }

    @Test
    void countsWhatIsInForceOnce() {
        Fixed one = begin("01", "sip:a@x.example", RegistrationState.ACTIVE);
        assertThat(liveObjects.counts()).containsEntry("registration", 1L);
        assertThat(metrics.exposition()).contains("sallyport_registrations_active{protocol=\"SIP\"} 1");
        registrations.end(one);
        registrations.end(one);
        assertThat(registrations.size()).isZero();
        assertThat(registrations.find(one.id())).isEmpty();
        assertThat(liveObjects.counts()).containsEntry("registration", 0L);
    }
}
