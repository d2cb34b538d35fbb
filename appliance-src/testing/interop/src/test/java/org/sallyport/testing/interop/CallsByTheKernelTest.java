package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.rtp.RtpEndpoint;
import org.sallyport.testing.interop.sipp.RemoteMedia;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.sipp.Sipp.Transport;
import org.sallyport.testing.time.Eventually;

/** Whole calls whose audio the kernel forwards, beside the same without it. */
class CallsByTheKernelTest {
    private static final int PACKETS = 100;
    private static final int OCTETS = 172;
    private static final Duration PACE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesTheSameRecord(boolean kernel) throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        try (ThreeZones zones = ThreeZones.build();
                Appliance appliance = Appliance.start(zones.dmz(), state, settings(kernel));
                Audio audio = new Audio(zones);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "callee"))) {
            callServer.awaitPinged();
            try (Sipp caller = Sipp.start(Zones.caller(zones, "caller", Transport.UDP, Zones.address(Zones.GATE)))) {
                Relay relay = new Relay(caller.awaitMedia(), callServer.awaitMedia());
                audio.exchange(relay);
                if (kernel) {
                    audio.exchangeUntilByKernel(relay, appliance);
                }
                audio.exchange(relay);
                caller.goOn();
                caller.awaitSuccess();
                callServer.awaitEnd();
            }
            JsonNode recorded = appliance
                    .api()
                    .await("/api/v1/history", found -> !found.path("items").isEmpty())
                    .at("/items/0");
            JsonNode ends = appliance
                    .api()
                    .get("/api/v1/history/" + recorded.path("id").asText())
                    .at("/call/streams/0/ends");
            assertThat(ends).describedAs(recorded.toString()).hasSize(2);
            for (JsonNode end : ends) {
                assertThat(end.at("/received/packets").asLong()).isEqualTo(audio.sentEachWay);
                assertThat(end.at("/received/octets").asLong()).isEqualTo(audio.sentEachWay * OCTETS);
                assertThat(end.at("/received/lost").asLong()).isZero();
                assertThat(end.at("/received/discarded").asLong()).isZero();
                assertThat(end.path("codec").asText()).isEqualTo("PCMU/8000");
            }
        }
    }

    @Test
    void mediaOutliveTheDirectorAndEndWithTheNext() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        try (ThreeZones zones = ThreeZones.build();
                Appliance appliance = Appliance.start(zones.dmz(), state, settings(true));
                Audio audio = new Audio(zones);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "callee"))) {
            callServer.awaitPinged();
            try (Sipp caller = Sipp.start(Zones.caller(zones, "caller", Transport.UDP, Zones.address(Zones.GATE)))) {
                Relay relay = new Relay(caller.awaitMedia(), callServer.awaitMedia());
                audio.exchange(relay);
                audio.exchangeUntilByKernel(relay, appliance);
                director(appliance).destroyForcibly();
                audio.exchange(relay);
                Eventually.until(
                        PATIENCE,
                        () -> flows(zones),
                        () -> flows(zones).lines().noneMatch(line -> line.contains("elements")));
            }
        }
    }

    private static String settings(boolean kernel) {
        return Zones.SETTINGS.replace(
                "inactivity-timeout: 5s",
                "inactivity-timeout: 1m\n  learning-window: 500ms\n  kernel-forwarding: " + kernel);
    }

    private static ProcessHandle director(Appliance appliance) {
        return ProcessHandle.of(appliance.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().commandLine().orElse("").contains("director.jar"))
                .findFirst()
                .orElseThrow();
    }

    /** The kernel's map as it is; its entries are behind the word elements. */
    private static String flows(ThreeZones zones) {
        try {
            return zones.dmz().call(() -> Command.run("nft", "list", "map", "netdev", "sallyport-media", "flows4"));
        } catch (Exception e) {
            return "elements unknown: " + e.getMessage();
        }
    }

    /** Where the relay takes a call's media, as both parties were told. */
    private record Relay(RemoteMedia facingCaller, RemoteMedia facingCallee) {}

    /** The audio at both ends of a call. */
    private static final class Audio implements AutoCloseable {
        private final RtpEndpoint caller;
        private final RtpEndpoint callee;
        private long sentEachWay;

        Audio(ThreeZones zones) throws Exception {
            caller = new RtpEndpoint(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, Zones.CALLER_AUDIO, 0, 160);
            callee = new RtpEndpoint(zones.inside(), ThreeZones.INSIDE_ADDRESS, Zones.CALLEE_AUDIO, 0, 160);
        }

        /** Both send at once; everything arrives as it was sent. */
        void exchange(Relay relay) throws Exception {
            sentEachWay += PACKETS;
            List<String> fromCaller = new ArrayList<>();
            Thread sending = Thread.ofPlatform()
                    .start(() ->
                            fromCaller.addAll(send(caller, relay.facingCaller().audio())));
            List<String> fromCallee = send(callee, relay.facingCallee().audio());
            sending.join();
            assertThat(callee.awaitPackets(PACKETS)).containsExactlyInAnyOrderElementsOf(fromCaller);
            assertThat(caller.awaitPackets(PACKETS)).containsExactlyInAnyOrderElementsOf(fromCallee);
        }

        void exchangeUntilByKernel(Relay relay, Appliance appliance) throws Exception {
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            JsonNode ends = ends(appliance);
            while (!isByKernel(ends)) {
                assertThat(System.nanoTime() - giveUp)
                        .describedAs(ends.toString())
                        .isNegative();
                exchange(relay);
                ends = ends(appliance);
            }
        }

        private static JsonNode ends(Appliance appliance) throws Exception {
            String id = appliance
                    .api()
                    .await("/api/v1/calls", calls -> !calls.path("items").isEmpty())
                    .at("/items/0/id")
                    .asText();
            return appliance.api().get("/api/v1/calls/" + id).at("/call/streams/0/ends");
        }

        private static boolean isByKernel(JsonNode ends) {
            return ends.valueStream()
                            .filter(end -> end.at("/forwarding/by").asText().equals("KERNEL"))
                            .count()
                    == 2;
        }

        private static List<String> send(RtpEndpoint from, InetSocketAddress entry) {
            try {
                return from.send(PACKETS, PACE, entry);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            caller.close();
            callee.close();
        }
    }
}
