package org.sallyport.management.api.backup.schedule;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.sallyport.core.pki.SystemAuthorities;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;

/** A folder of a web server that takes PUT (RFC 9110 section 9.3.4) with Basic authentication (RFC 7617), over HTTPS alone. */
final class WebFolder implements RemoteFolder {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration SEND = Duration.ofMinutes(30);

    private final BackupTarget target;

    WebFolder(BackupTarget target) {
        this.target = target;
    }

    @Override
    public void put(Path file, String prefix, int keep) throws IOException, InterruptedException {
        URI place = place(file.getFileName().toString());
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(SEND)
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", "Basic " + credentials())
                .PUT(BodyPublishers.ofFile(file))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .sslContext(tls())
                .build()) {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new TargetException(
                        place.getHost() + " answers " + answer.statusCode() + ".", remedy(answer.statusCode()));
            }
        } catch (SSLException e) {
            throw new TargetException(
                    place.getHost() + " could not prove who it is: " + e.getMessage(),
                    "Give the authority of its certificate in management.backup.target.authorities.",
                    e);
        } catch (TargetException e) {
            throw e;
        } catch (IOException e) {
            throw new TargetException(
                    place.getHost() + " cannot be reached: " + e, "See that it runs and is reached from here.", e);
        }
    }

    private URI place(String name) {
        URI url = target.url();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create("https://" + url.getHost() + port + url.getRawPath().replaceFirst("/*$", "/") + name);
    }

    private String credentials() {
        String text = target.url().getUserInfo() + ":" + target.secret().reveal();
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401, 403 ->
                "See that the user of the URL may write there, and that management.backup.target.secret is his.";
            case 404, 409 -> "Make the folder of management.backup.target.url there, or name another.";
            case 405, 501 -> "The server takes no PUT there; allow it, or name another folder.";
            case 413, 507 -> "Make space at the server, or allow larger files there.";
            default -> "See the log of the server, and management.backup.target.";
        };
    }

    private SSLContext tls() throws IOException {
        List<X509Certificate> authorities = new ArrayList<>(new SystemAuthorities().read());
        authorities.addAll(target.authorities());
        return TlsContexts.forWebClients(new TrustedAuthorities(authorities));
    }
}
