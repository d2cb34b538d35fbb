package org.sallyport.testing.interop.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.interop.network.Namespace;

/** OpenSSL's {@code s_client}: sends text over TLS and tells what came back. */
public final class OpensslClient {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private OpensslClient() {}

    /**
     * Sends a text, and waits until something wanted came back or the other side ended the connection.
     *
     * @param identity shown when asked for
     * @return all that the program printed, the server's certificate and alerts included
     * @throws IOException when neither happened in 30 s
     */
    public static String talk(
            Namespace zone,
            InetSocketAddress server,
            OpensslAuthority.@Nullable Issued identity,
            String text,
            String wanted)
            throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                server.getHostString() + ":" + server.getPort(),
                "-ign_eof",
                "-crlf"));
        if (identity != null) {
            words.addAll(List.of(
                    "-cert",
                    identity.certificate().toString(),
                    "-key",
                    identity.key().toString()));
        }
        Process process = zone.call(
                () -> new ProcessBuilder(words).redirectErrorStream(true).start());
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            return awaitOutput(process, wanted);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static String awaitOutput(Process process, String wanted) throws IOException {
        CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> read(process, wanted));
        try {
            return told.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("openssl s_client heard no " + wanted, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String read(Process process, String wanted) {
        StringBuilder output = new StringBuilder();
        try {
            int octet = process.getInputStream().read();
            while (octet >= 0 && output.indexOf(wanted) < 0) {
                output.append((char) octet);
                octet = process.getInputStream().read();
            }
        } catch (IOException e) {
            // the program was ended
        }
        return output.toString();
    }
}
