package org.sallyport.management.api.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.management.api.TestIdentity;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.operations.Operations;

/** Against a web server on the loopback whose connections break. */
class PackagePullTest {
    private static final int SIZE = 3 << 20;
    private static final int CUT = 1 << 20;

    @TempDir
    private Path directory;

    private final TlsIdentity identity = TestIdentity.make();
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final byte[] octets = new byte[SIZE];
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Told told = new Told();
    private boolean knowsRanges = true;
    private HttpsServer server;
    private PackageStore store;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(octets);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.of(identity, new TrustedAuthorities(List.of()))));
        server.createContext("/next.upg", this::give);
        server.start();
        // Nobody is there who could judge what comes, so all of it is taken.
        Judge away = new Judge(
                () -> {
                    throw ProblemException.conflict("away", "The machine does not answer.");
                },
                () -> {
                    throw new IllegalStateException("not asked");
                });
        store = new PackageStore(directory.resolve("packages"), away, Clock.systemUTC(), deadlines);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        store.close();
        deadlines.close();
    }

    private void give(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(SIZE));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range);
            int from = knowsRanges ? Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")) : 0;
            exchange.sendResponseHeaders(knowsRanges ? 206 : 200, SIZE - from);
            OutputStream body = exchange.getResponseBody();
            if (cuts.getAndDecrement() > 0) {
                body.write(octets, from, Math.min(CUT, SIZE - from - 1));
                body.flush();
            } else {
                body.write(octets, from, SIZE - from);
            }
        }
    }

    private void pull(String host, String path, List<X509Certificate> authorities)
            throws IOException, InterruptedException {
        URI from = URI.create("https://" + host + ":" + server.getAddress().getPort() + path);
        new PackagePull(store, authorities, Duration.ofMillis(1)).run(from, "admin", told);
    }

    private void assertAllCame() {
        UpgradePackage whole = store.all().getFirst();
        assertThat(whole.name()).isEqualTo("next.upg");
        assertThat(whole.uploadedBy()).isEqualTo("admin");
        assertThat(whole.received()).isEqualTo(SIZE);
        assertThat(store.get(whole.id()).file()).hasBinaryContent(octets);
        assertThat(told.details).last().isEqualTo("It came in as package " + whole.id() + ".");
        assertThat(told.done).hasValue(SIZE);
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws Exception {
        cuts.set(3);
        pull("localhost", "/next.upg", identity.chain());
        assertAllCame();
        assertThat(ranges).hasSize(4).first().isEqualTo("bytes=0-");
        assertThat(ranges.getLast()).as("not all of it came twice").isNotEqualTo("bytes=0-");
    }

    @Test
    void skipsWhatItHasWhenTheServerKnowsNoRanges() throws Exception {
        knowsRanges = false;
        cuts.set(2);
        pull("localhost", "/next.upg", identity.chain());
        assertAllCame();
    }

    @Test
    void givesUpWhenNothingComes() {
        server.removeContext("/next.upg");
        server.createContext("/next.upg", exchange -> {
            try (exchange) {
                ranges.add(exchange.getRequestMethod());
                boolean isHead = exchange.getRequestMethod().equals("HEAD");
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(SIZE));
                exchange.sendResponseHeaders(isHead ? 200 : 503, -1);
            }
        });
        assertThatThrownBy(() -> pull("localhost", "/next.upg", identity.chain()))
                .isInstanceOf(IOException.class)
                .hasMessage("The server answers 503.");
        assertThat(ranges).containsExactly("HEAD", "GET", "GET", "GET", "GET", "GET");
        assertThat(store.all()).isEmpty();
    }

    @Test
    void takesNothingFromAServerForWhichNobodyVouches() {
        assertThatThrownBy(() -> pull("localhost", "/next.upg", List.of())).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> pull("127.0.0.1", "/next.upg", identity.chain()))
                .isInstanceOf(SSLException.class);
        assertThat(store.all()).isEmpty();
        assertThat(ranges).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> pull("localhost", "/other.upg", identity.chain()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The server answers 404 at https://localhost");
        assertThat(store.all()).isEmpty();
    }

    /** What an operation would show. */
    private static final class Told implements Operations.Progress {
        private final List<String> details = new CopyOnWriteArrayList<>();
        private final AtomicInteger done = new AtomicInteger();

        @Override
        public void done(long units) {
            done.addAndGet(Math.toIntExact(units));
        }

        @Override
        public void detail(String text) {
            details.add(text);
        }

        @Override
        public void failed(String why) {
            details.add(why);
        }
    }
}
