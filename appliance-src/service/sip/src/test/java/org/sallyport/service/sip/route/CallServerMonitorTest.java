package org.sallyport.service.sip.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.route.CallServerState.Reachability;

@Timeout(30)
class CallServerMonitorTest {
    private final TestNameServer dns = new TestNameServer();
    private final SipLocator locator = new SipLocator(List.of(dns.address()));
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final Alarms alarms = new Alarms("test", Clock.systemUTC());
    private final Metrics metrics = new Metrics();
    private final BlockingQueue<NextHop> pinged = new LinkedBlockingQueue<>();
    private final AtomicReference<OptionsPinger> answering =
            new AtomicReference<>(_ -> CompletableFuture.completedFuture(200));
    private final AtomicReference<CallServer> server = new AtomicReference<>(callServer("192.0.2.1"));
    private final HopMemory memory = new HopMemory(InstantSource.system());
    private final CallServerMonitor monitor = new CallServerMonitor(
            server::get,
            () -> EnumSet.allOf(SipTransport.class),
            locator,
            hop -> {
                pinged.add(hop);
                return answering.get().ping(hop);
            },
            memory,
            alarms,
            metrics,
            deadlines,
            InstantSource.system());

    @AfterEach
    void close() {
        monitor.close();
        deadlines.close();
        locator.close();
        dns.close();
    }

    @Test
    void knowsNothingBeforeTheFirstPing() {
        assertThat(monitor.state().reachability()).isEqualTo(Reachability.UNKNOWN);
    }

    @Test
    void takesAnyAnswerAsASignOfLife() throws Exception {
        answering.set(_ -> CompletableFuture.completedFuture(405));
        monitor.start();

        CallServerState state = await(s -> s.reachability() == Reachability.REACHABLE);
        assertThat(state.hops()).singleElement().satisfies(hop -> {
            assertThat(hop.roundTrip()).isPresent();
            assertThat(hop.detail()).isEqualTo("answered 405");
        });
        assertThat(metrics.exposition()).contains("sallyport_sip_call_server_reachable 1");
        assertThat(alarms.active()).isEmpty();
    }

    @Test
    void asksNobodyAndRaisesNoAlarmWhileNoCallServerIsNamed() throws Exception {
        answering.set(_ -> new CompletableFuture<>());
        monitor.start();
        await(s -> s.reachability() == Reachability.UNREACHABLE);
        server.set(callServer(CallServer.NONE));
        monitor.recheck();

        CallServerState state = await(s -> s.reachability() == Reachability.NONE);
        assertThat(state.detail()).contains("no call server yet", "sip.call-server");
        assertThat(alarms.active()).isEmpty();
        server.set(callServer("192.0.2.1"));
        answering.set(_ -> CompletableFuture.completedFuture(200));
        monitor.recheck();
        await(s -> s.reachability() == Reachability.REACHABLE);
    }

    @Test
    void takesServiceUnavailableAsNone() throws Exception {
        answering.set(_ -> CompletableFuture.completedFuture(503));
        monitor.start();

        await(s -> s.reachability() == Reachability.UNREACHABLE);
    }

    @Test
    void raisesTheAlarmWhenNobodyAnswersAndClearsItLater() throws Exception {
        answering.set(_ -> new CompletableFuture<>());
        monitor.start();
        await(s -> s.reachability() == Reachability.UNREACHABLE);
        assertThat(alarms.active()).singleElement().satisfies(alarm -> {
            assertThat(alarm.key()).isEqualTo(CallServerMonitor.ALARM);
            assertThat(alarm.severity()).isEqualTo(Alarm.Severity.CRITICAL);
            assertThat(alarm.text()).contains("192.0.2.1:5060", "did not answer OPTIONS");
        });

        answering.set(_ -> CompletableFuture.completedFuture(200));
        await(s -> s.reachability() == Reachability.REACHABLE);
        assertThat(alarms.active()).isEmpty();
    }

    @Test
    void takesAnAnsweredCallForASignOfLifeOfAServerThatAnswersNoPings() throws Exception {
        answering.set(_ -> new CompletableFuture<>());
        monitor.start();
        await(s -> s.reachability() == Reachability.UNREACHABLE);
        NextHop hop = monitor.state().hops().getFirst().hop();
        monitor.heard(new NextHop("192.0.2.1", hop.address(), hop.transport()), "INVITE", 200);

        CallServerState state = monitor.state();
        assertThat(state.reachability()).isEqualTo(Reachability.REACHABLE);
        assertThat(state.detail()).startsWith("did not answer OPTIONS, but answered INVITE with 200 at 20");
        assertThat(alarms.active()).isEmpty();
        assertThat(memory.rests(hop)).isTrue();
        awaitPings(3);
        assertThat(monitor.state().reachability()).isEqualTo(Reachability.REACHABLE);

        monitor.unheard(hop);
        assertThat(monitor.state().detail()).endsWith("and left a call's request unanswered");
        assertThat(alarms.active()).hasSize(1);
    }

    @Test
    void letsAnAnsweredPingSpeakForItselfAgain() throws Exception {
        answering.set(_ -> CompletableFuture.completedFuture(503));
        monitor.start();
        await(s -> s.reachability() == Reachability.UNREACHABLE);
        NextHop hop = monitor.state().hops().getFirst().hop();
        monitor.heard(hop, "BYE", 200);
        assertThat(monitor.state().detail()).startsWith("answered 503, but answered BYE with 200");
        answering.set(_ -> CompletableFuture.completedFuture(200));
        await(s -> s.detail().equals("answered 200"));
        monitor.unheard(hop);
        assertThat(monitor.state().reachability()).isEqualTo(Reachability.REACHABLE);
    }

    @Test
    void believesARefusedConnectionMoreThanAnAnsweredCall() throws Exception {
        answering.set(_ -> new CompletableFuture<>());
        monitor.start();
        await(s -> s.reachability() == Reachability.UNREACHABLE);
        NextHop hop = monitor.state().hops().getFirst().hop();
        monitor.heard(hop, "INVITE", 180);
        answering.set(_ -> CompletableFuture.failedFuture(new IOException("refused")));
        await(s -> s.detail().equals("cannot be connected to"));
        assertThat(monitor.state().reachability()).isEqualTo(Reachability.UNREACHABLE);
    }

    @Test
    void hearsNothingOfHopsThatAreNotTheCallServers() throws Exception {
        answering.set(_ -> new CompletableFuture<>());
        monitor.start();
        await(s -> s.reachability() == Reachability.UNREACHABLE);
        InetSocketAddress other = new InetSocketAddress("192.0.2.9", 5060);
        monitor.heard(new NextHop("192.0.2.1", other, SipTransport.UDP), "INVITE", 200);
        assertThat(monitor.state().reachability()).isEqualTo(Reachability.UNREACHABLE);
    }

    @Test
    void forgivesOneMissedPing() throws Exception {
        monitor.start();
        await(s -> s.reachability() == Reachability.REACHABLE);
        answering.set(_ -> {
            answering.set(_ -> CompletableFuture.completedFuture(200));
            return CompletableFuture.failedFuture(new IOException("reset"));
        });
        CallServerState doubtful = await(s -> s.detail().equals("cannot be connected to"));

        assertThat(doubtful.reachability()).isEqualTo(Reachability.REACHABLE);
        await(s -> s.detail().equals("answered 200"));
        assertThat(alarms.active()).isEmpty();
    }

    @Test
    void isReachableWhileOneHopAnswers() throws Exception {
        dns.a("calls.example", "192.0.2.1").a("calls.example", "192.0.2.2");
        server.set(callServer("calls.example"));
        answering.set(hop -> CompletableFuture.completedFuture(
                hop.address().equals(new InetSocketAddress("192.0.2.2", 5060)) ? 200 : 503));
        monitor.start();

        CallServerState state = await(s -> s.hops().size() == 2);
        assertThat(state.reachability()).isEqualTo(Reachability.REACHABLE);
        assertThat(state.hops())
                .extracting(CallServerState.HopState::reachability)
                .containsExactlyInAnyOrder(Reachability.REACHABLE, Reachability.UNREACHABLE);
    }

    @Test
    void isUnreachableWhenItsNameLeadsNowhere() throws Exception {
        server.set(callServer("nowhere.example"));
        monitor.start();

        assertThat(await(s -> s.reachability() == Reachability.UNREACHABLE).detail())
                .contains("nowhere.example");
    }

    @Test
    void pingsANewCallServerAtOnce() throws Exception {
        server.set(new CallServer("192.0.2.1", 5060, SipTransport.UDP, Duration.ofHours(1), Optional.empty()));
        monitor.start();
        await(s -> s.reachability() == Reachability.REACHABLE);
        server.set(callServer("192.0.2.7"));
        monitor.recheck();

        assertThat(await(s -> s.server().equals("192.0.2.7:5060")).reachability())
                .isEqualTo(Reachability.REACHABLE);
    }

    private static CallServer callServer(String host) {
        return new CallServer(host, 5060, SipTransport.UDP, Duration.ofMillis(100), Optional.empty());
    }

    private void awaitPings(int count) throws InterruptedException {
        pinged.clear();
        for (int i = 0; i < count; i++) {
            assertThat(pinged.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private CallServerState await(Predicate<CallServerState> condition) throws InterruptedException {
        CallServerState state = monitor.state();
        while (!condition.test(state)) {
            var _ = pinged.poll(20, TimeUnit.MILLISECONDS);
            state = monitor.state();
        }
        return state;
    }
}
