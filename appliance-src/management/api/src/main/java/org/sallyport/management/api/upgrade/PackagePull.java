package org.sallyport.management.api.upgrade;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.operations.Operations;

/** Fetches a package from a web server that somebody trusted vouches for, going on where it was interrupted (RFC 9110 section 14). */
final class PackagePull {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** So often in a row without a single byte. */
    private static final int TRIES = 5;

    private static final int PIECE = 64 << 10;

    private final PackageStore store;
    private final List<X509Certificate> authorities;
    private final Duration firstPause;

    /**
     * Into a store.
     *
     * @param authorities that may vouch for the server
     * @param firstPause after the first failure; each further one in a row doubles it
     */
    PackagePull(PackageStore store, List<X509Certificate> authorities, Duration firstPause) {
        this.store = store;
        this.authorities = authorities;
        this.firstPause = firstPause;
    }

    /**
     * Fetches it.
     *
     * @param by whose package it becomes
     */
    void run(URI from, String by, Operations.Progress progress) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .sslContext(TlsContexts.forWebClients(new TrustedAuthorities(authorities)))
                .build()) {
            StoredPackage target = announce(client, from, by);
            String id = target.now().id();
            progress.detail("It comes in as package " + id + ".");
            try {
                fetchAll(client, from, target, progress);
                progress.detail("It came in as package " + id + ".");
            } catch (ProblemException e) {
                progress.failed(e.getMessage() + " See the package's problems.");
            } catch (IOException | InterruptedException e) {
                store.remove(id);
                throw e;
            }
        }
    }

    private StoredPackage announce(HttpClient client, URI from, String by) throws IOException, InterruptedException {
        HttpResponse<Void> head = client.send(
                HttpRequest.newBuilder(from)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .timeout(CONNECT)
                        .build(),
                BodyHandlers.discarding());
        if (head.statusCode() != 200) {
            throw new IOException("The server answers " + head.statusCode() + " at " + head.uri() + ".");
        }
        OptionalLong size = head.headers().firstValueAsLong("Content-Length");
        if (size.isEmpty()) {
            throw new IOException("The server does not say how long it is (Content-Length).");
        }
        String path = from.getPath();
        return store.get(store.announce(path.substring(path.lastIndexOf('/') + 1), size.getAsLong(), by)
                .id());
    }

    private void fetchAll(HttpClient client, URI from, StoredPackage target, Operations.Progress progress)
            throws IOException, InterruptedException {
        int failed = 0;
        while (target.now().received() < target.now().size()) {
            long before = target.now().received();
            try {
                fetch(client, from, target, progress);
            } catch (IOException e) {
                failed = target.now().received() > before ? 1 : failed + 1;
                if (failed == TRIES) {
                    throw e;
                }
                pause(failed);
            }
        }
    }

    /** Twice as long after each failure in a row: a server that starts anew takes its time. */
    private void pause(int failed) throws InterruptedException {
        Thread.sleep(firstPause.multipliedBy(1L << (failed - 1)));
    }

    /** As much as comes with one request. */
    private static void fetch(HttpClient client, URI from, StoredPackage target, Operations.Progress progress)
            throws IOException, InterruptedException {
        long offset = target.now().received();
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(from)
                        .header("Range", "bytes=" + offset + "-")
                        .timeout(CONNECT)
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 200) {
                body.skipNBytes(offset);
            } else if (answer.statusCode() != 206) {
                throw new IOException("The server answers " + answer.statusCode() + ".");
            }
            byte[] piece = new byte[PIECE];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                target.receive(target.now().received(), new ByteArrayInputStream(piece, 0, read));
                progress.done(read);
            }
        }
        if (target.now().received() == offset) {
            throw new IOException("The server sends nothing of it.");
        }
    }
}
