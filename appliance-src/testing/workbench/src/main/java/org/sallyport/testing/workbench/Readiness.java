package org.sallyport.testing.workbench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.core.settings.model.ProcessSettings;

/** Asks the manager whether all listeners are ready, as an administrator's monitoring would. */
final class Readiness implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int OK = 200;

    private final URI health;
    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(AnyCertificate.context())
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Readiness(ProcessSettings process) {
        this.health = URI.create(console(process) + "/api/v1/health");
    }

    /** Where the console is. */
    static String console(ProcessSettings process) {
        return "https://" + process.managementHost() + ":" + process.managementPort();
    }

    /** Waits until everything is ready; false if the workbench is to stop before. */
    boolean await(CountDownLatch stop) throws InterruptedException {
        while (!isReady()) {
            if (stop.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        client.close();
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
