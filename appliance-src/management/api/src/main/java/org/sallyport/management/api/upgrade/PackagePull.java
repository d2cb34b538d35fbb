package org.sallyport.management.api.upgrade;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import org.sallyport.core.pki.SystemAuthorities;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.operations.Operations;

/** Fetches a package from a web server that the operating system believes, going on where it was interrupted (RFC 9110 section 14). */
final class PackagePull {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final int TRIES = 5;
    private static final int PIECE = 256 << 10;

    private final PackageStore store;

    PackagePull(PackageStore store) {
        this.store = store;
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
                .sslContext(TlsContexts.forWebClients(new TrustedAuthorities(new SystemAuthorities().read())))
                .build()) {
            StoredPackage target = announce(client, from, by);
            String id = target.now().id();
            progress.detail("It comes in as package " + id + ".");
            for (int failed = 0; target.now().received() < target.now().size(); ) {
                try {
                    fetch(client, from, target, progress);
                } catch (IOException e) {
                    failed++;
                    if (failed == TRIES) {
                        store.remove(id);
                        throw e;
                    }
                } catch (ProblemException e) {
                    progress.failed(e.getMessage() + " See the package's problems.");
                    return;
                } catch (InterruptedException e) {
                    store.remove(id);
                    throw e;
                }
            }
            progress.detail("It came in as package " + id + ".");
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
            for (byte[] piece = body.readNBytes(PIECE); piece.length > 0; piece = body.readNBytes(PIECE)) {
                target.receive(target.now().received(), new ByteArrayInputStream(piece));
                progress.done(piece.length);
            }
        }
    }
}
