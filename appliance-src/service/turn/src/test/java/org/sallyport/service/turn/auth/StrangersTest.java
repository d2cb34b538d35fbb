package org.sallyport.service.turn.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StrangersTest {
    private static final long NOW = Long.MAX_VALUE - 5;

    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 40_000);

    @Test
    void answersABurstAndThenSoManyASecond() {
        // close to the overflow of nanoTime, which must not matter
        StrangerBudget budget = new StrangerBudget(NOW);
        InetAddress source = CLIENT.getAddress();

        assertThat(answered(budget, source, NOW)).isEqualTo(50);
        assertThat(answered(budget, source, NOW + Duration.ofSeconds(1).toNanos()))
                .isEqualTo(10);
        assertThat(answered(budget, source, NOW + Duration.ofHours(1).toNanos()))
                .isEqualTo(50);
    }

    private static int answered(StrangerBudget budget, InetAddress source, long nowNanos) {
        int answered = 0;
        for (int i = 0; i < 1000; i++) {
            answered += budget.take(source, nowNanos) ? 1 : 0;
        }
        return answered;
    }

    @Test
    void countsAnIpv6NetworkAsOneSource() {
        StrangerBudget budget = new StrangerBudget(0);

        answered(budget, InetAddress.ofLiteral("2001:db8::1"), 0);
        assertThat(budget.take(InetAddress.ofLiteral("2001:db8::ffff:2"), 0)).isFalse();
    }

    @Test
    void believesItsOwnNoncesForTheirClientAndTime() {
        Nonces nonces = new Nonces();
        String nonce = nonces.issue(CLIENT, 0);
        InetSocketAddress otherPort = new InetSocketAddress(CLIENT.getAddress(), CLIENT.getPort() + 1);

        assertThat(nonces.isFresh(nonce, CLIENT, 0)).isTrue();
        assertThat(nonces.isFresh(nonce, CLIENT, Nonces.LIFETIME.minusSeconds(1).toNanos()))
                .isTrue();
        assertThat(nonces.isFresh(nonce, CLIENT, Nonces.LIFETIME.toNanos())).isFalse();
        assertThat(nonces.isFresh(nonce, otherPort, 0)).isFalse();
        assertThat(new Nonces().isFresh(nonce, CLIENT, 0)).isFalse();
        assertThat(nonces.isFresh(nonce.substring(1), CLIENT, 0)).isFalse();
        assertThat(nonces.isFresh(nonce.substring(0, 13) + "!".repeat(nonce.length() - 13), CLIENT, 0))
                .isFalse();
    }

    @Test
    void countsCredentialsForATimeByTheNameInThem() {
        assertThat(Credentials.account("1735689600:carol")).isEqualTo("carol");
        assertThat(Credentials.account("1735689600")).isEqualTo("1735689600");
        assertThat(Credentials.account("alice:work")).isEqualTo("alice:work");
    }
}
