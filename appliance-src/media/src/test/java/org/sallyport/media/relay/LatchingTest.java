package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.media.relay.TestRelay.CLOCK_RATE;
import static org.sallyport.media.relay.TestRelay.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.base.address.Side;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.time.Eventually;

@ParameterizedClass
@EnumSource(SocketMake.class)
class LatchingTest {
    @Parameter
    SocketMake make = SocketMake.JDK;

    private TestRelay relay;
    private RelayedStream stream;
    private Party outside;
    private Party inside;
    private Party attacker;

    @BeforeEach
    void openStream() throws Exception {
        outside = Party.at("127.1.0.2");
        inside = Party.at("127.2.0.2");
        attacker = Party.at("127.1.0.66");
        relay = new TestRelay(make);
        stream = relay.open();
    }

    @AfterEach
    void close() {
        relay.close();
        outside.close();
        inside.close();
        attacker.close();
    }

    private void useWindow(Duration window) throws Exception {
        relay.close();
        relay = new TestRelay(make, TestRelay.settings("127.1.0.1", "127.2.0.1", 2000, Duration.ZERO, window));
        stream = relay.open();
    }

    private void signalInside() {
        stream.remote(Side.INTERNAL, media(inside.address(), null));
    }

    private InetSocketAddress relayOutside() {
        return stream.local(Side.EXTERNAL).bound();
    }

    private void attackIsForeign(int times) throws IOException {
        double before = relay.discarded("foreign_source", "external");
        for (int i = 0; i < times; i++) {
            attacker.sendRtp(666, relayOutside());
        }
        Eventually.until("counted", () -> relay.discarded("foreign_source", "external") == before + times);
    }

    private void insideReachesOnly(Party party, int sequence) throws IOException {
        inside.sendRtp(sequence, stream.local(Side.INTERNAL).bound());
        assertThat(party.receiveSequence()).isEqualTo(sequence);
        assertThat(attacker.hasNothing()).isTrue();
    }

    @Test
    void beforeSignallingNobodyIsHeard() throws Exception {
        signalInside();
        attacker.sendRtp(666, relayOutside());
        Eventually.until("counted", () -> relay.discarded("before_signalling", "external") == 1);
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        insideReachesOnly(outside, 2);
    }

    @Test
    void mediaThatOvertakeTheAnswerComeThroughFromTheHostThatTheOfferWentTo() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        stream.remote(
                Side.INTERNAL,
                new RemoteMedia(
                        null, null, CLOCK_RATE, false, null, inside.address().getAddress()));
        attacker.sendRtp(666, stream.local(Side.INTERNAL).bound());
        Eventually.until(
                "counted",
                () -> relay.discarded("foreign_source", "internal") == 1
                        || relay.discarded("before_signalling", "internal") == 1);
        insideReachesOnly(outside, 1);
        outside.sendRtp(2, relayOutside());
        Eventually.until("counted", () -> relay.discarded("no_peer", "external") == 1);
        signalInside();
        outside.sendRtp(3, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(3);
        insideReachesOnly(outside, 4);
    }

    @Test
    void theAnswerOfAnotherThanWhoSentBeforeItCounts() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        try (Party otherFork = Party.at("127.2.0.2")) {
            stream.remote(
                    Side.INTERNAL,
                    new RemoteMedia(
                            null,
                            null,
                            CLOCK_RATE,
                            false,
                            null,
                            inside.address().getAddress()));
            otherFork.sendRtp(1, stream.local(Side.INTERNAL).bound());
            assertThat(outside.receiveSequence()).isEqualTo(1);
            signalInside();
            outside.sendRtp(2, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(2);
            assertThat(otherFork.hasNothing()).isTrue();
        }
    }

    @Test
    void aThirdPartyThatSendsFirstLearnsNothing() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        signalInside();
        attackIsForeign(10);
        assertThat(stream.latched(Side.EXTERNAL)).isNull();
        insideReachesOnly(outside, 1);
        outside.sendRtp(2, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(2);
        assertThat(stream.latched(Side.EXTERNAL)).isEqualTo(outside.address());
    }

    @Test
    void aThirdPartyIsForeignDuringAndAfterLearning() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        signalInside();
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        attackIsForeign(10);
        insideReachesOnly(outside, 2);
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        attackIsForeign(10);
        insideReachesOnly(outside, 3);
        assertThat(stream.received(Side.EXTERNAL).discarded()).isEqualTo(20);
    }

    @Test
    void sendsToTheSignalledAddressBeforeThePartyHasSent() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        signalInside();
        insideReachesOnly(outside, 1);
    }

    @Test
    void followsAPartyWhoseNatChangedItsPort() throws Exception {
        InetSocketAddress signalled = new InetSocketAddress(outside.address().getAddress(), 9);
        stream.remote(Side.EXTERNAL, media(signalled, null));
        signalInside();
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        assertThat(stream.latched(Side.EXTERNAL)).isEqualTo(outside.address());
        insideReachesOnly(outside, 2);
    }

    @Test
    void followsAPartyBehindANatToTheHostItSignalsFrom() throws Exception {
        InetSocketAddress privateAddress = new InetSocketAddress(InetAddress.ofLiteral("10.9.8.7"), 4000);
        InetAddress signalling = outside.address().getAddress();
        stream.remote(Side.EXTERNAL, new RemoteMedia(privateAddress, null, CLOCK_RATE, false, null, signalling));
        signalInside();
        attackIsForeign(5);
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        insideReachesOnly(outside, 2);
    }

    @Test
    void theSignalledAddressWinsWithinTheWindow() throws Exception {
        try (Party otherPort = Party.at("127.1.0.2")) {
            stream.remote(Side.EXTERNAL, media(outside.address(), null));
            signalInside();
            otherPort.sendRtp(1, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(1);
            assertThat(stream.latched(Side.EXTERNAL)).isEqualTo(otherPort.address());
            outside.sendRtp(2, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(2);
            insideReachesOnly(outside, 3);
            otherPort.sendRtp(4, relayOutside());
            Eventually.until("counted", () -> relay.discarded("foreign_source", "external") == 1);
        }
    }

    @Test
    void afterTheWindowTheSourceIsStrict() throws Exception {
        useWindow(Duration.ZERO);
        try (Party otherPort = Party.at("127.1.0.2")) {
            stream.remote(Side.EXTERNAL, media(outside.address(), null));
            signalInside();
            otherPort.sendRtp(1, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(1);
            outside.sendRtp(2, relayOutside());
            Eventually.until("counted", () -> relay.discarded("foreign_source", "external") == 1);
            insideReachesOnly(otherPort, 3);
        }
    }

    @Test
    void afterTheWindowOnlyAPartyNotHeardYetIsAwaited() throws Exception {
        useWindow(Duration.ZERO);
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        signalInside();
        attackIsForeign(5);
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        insideReachesOnly(outside, 2);
    }

    @Test
    void newSignallingMovesTheStream() throws Exception {
        try (Party elsewhere = Party.at("127.1.0.3")) {
            stream.remote(Side.EXTERNAL, media(outside.address(), null));
            signalInside();
            outside.sendRtp(1, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(1);
            stream.remote(Side.EXTERNAL, media(elsewhere.address(), null));
            insideReachesOnly(elsewhere, 2);
            elsewhere.sendRtp(3, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(3);
            outside.sendRtp(4, relayOutside());
            Eventually.until("counted", () -> relay.discarded("foreign_source", "external") == 1);
            assertThat(outside.hasNothing()).isTrue();
        }
    }

    @Test
    void newSignallingOfTheSameAddressDoesNotInterrupt() throws Exception {
        InetSocketAddress signalled = new InetSocketAddress(outside.address().getAddress(), 9);
        stream.remote(Side.EXTERNAL, media(signalled, null));
        signalInside();
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        stream.remote(Side.EXTERNAL, media(signalled, null));
        insideReachesOnly(outside, 2);
    }

    @Test
    void aPartyOnHoldIsStillTheOnlyOneHeard() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), null));
        signalInside();
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        stream.remote(Side.EXTERNAL, media(null, null));
        attackIsForeign(5);
        outside.sendRtp(2, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(2);
        inside.sendRtp(3, stream.local(Side.INTERNAL).bound());
        Eventually.until("counted", () -> relay.discarded("no_peer", "internal") == 1);
        assertThat(outside.hasNothing()).isTrue();
    }

    @Test
    void aPartyThatNamesNoAddressIsHeardFromItsSignallingHostButSentNothing() throws Exception {
        InetAddress signalling = outside.address().getAddress();
        stream.remote(Side.EXTERNAL, new RemoteMedia(null, null, CLOCK_RATE, false, null, signalling));
        signalInside();
        attackIsForeign(5);
        outside.sendRtp(1, relayOutside());
        assertThat(inside.receiveSequence()).isEqualTo(1);
        inside.sendRtp(2, stream.local(Side.INTERNAL).bound());
        Eventually.until("counted", () -> relay.discarded("no_peer", "internal") == 1);
        assertThat(outside.hasNothing()).isTrue();
    }

    @Test
    void aPartyThatMovedWhileOnHoldIsReachedAtItsNewAddress() throws Exception {
        try (Party elsewhere = Party.at("127.1.0.3")) {
            stream.remote(Side.EXTERNAL, media(outside.address(), null));
            signalInside();
            outside.sendRtp(1, relayOutside());
            assertThat(inside.receiveSequence()).isEqualTo(1);
            stream.remote(Side.EXTERNAL, media(null, null));
            stream.remote(Side.EXTERNAL, media(elsewhere.address(), null));
            insideReachesOnly(elsewhere, 2);
            assertThat(outside.hasNothing()).isTrue();
        }
    }
}
