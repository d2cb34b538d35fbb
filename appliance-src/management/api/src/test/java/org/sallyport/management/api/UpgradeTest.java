package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.format.PackageWriter;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.path.VersionRange;
import org.sallyport.upgrade.signature.DevelopmentKey;
import org.sallyport.upgrade.signature.PackageSigner;

/** An API whose machine can be upgraded, and packages for it. */
abstract class UpgradeTest extends ApiTest {
    static final String PACKAGES = "/api/v1/upgrade/packages";

    void restart() throws IOException {
        running.restart();
        admin.close();
        admin = running.client();
        admin.logIn("admin", ApiClient.PASSWORD);
    }

    JsonNode upgrade() {
        return json(admin.get("/api/v1/upgrade"));
    }

    String state(String place) {
        return json(admin.get(place)).get("state").textValue();
    }

    String proven() throws IOException {
        return proven(PackageKind.SYSTEM);
    }

    String proven(PackageKind kind) throws IOException {
        byte[] bytes = packageFor("debian-12", kind);
        String place = announce(bytes.length);
        piece(place, 0, bytes);
        await(() -> state(place).equals("PROVEN"));
        return place;
    }

    String announce(int size) {
        HttpResponse<String> announced = admin.send("POST", PACKAGES, Map.of("name", "next.upg", "size", size));
        assertThat(announced.statusCode()).as(announced.body()).isEqualTo(201);
        return announced.headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<String> piece(String place, long offset, byte[] bytes) {
        return admin.sendBytes("PATCH", place, bytes, Map.of("Upload-Offset", Long.toString(offset)));
    }

    HttpResponse<String> start(String place, String changeOver) {
        String id = place.substring(place.lastIndexOf('/') + 1);
        return admin.send("POST", "/api/v1/upgrade/start", Map.of("package", id, "changeOver", changeOver));
    }

    /** A package of version 1.1.0 that the machine would believe. */
    byte[] packageFor(String base) throws IOException {
        return packageFor(base, PackageKind.SYSTEM);
    }

    byte[] packageFor(String base, PackageKind kind) throws IOException {
        Path trust = running.trust.product();
        Path keys = directory.resolve("keys");
        if (!Files.exists(keys)) {
            DevelopmentKey.make(keys, Clock.systemUTC());
            Files.createDirectories(trust);
            Files.copy(keys.resolve(DevelopmentKey.AUTHORITY), trust.resolve("authorities.pem"));
        }
        byte[] payload = new byte[200_000];
        new Random(1).nextBytes(payload);
        Manifest draft = new Manifest(
                Manifest.FORMAT,
                Manifest.PRODUCT,
                Version.of("1.1.0"),
                base,
                ProcessorLevel.V2,
                kind,
                new VersionRange(Version.of("1.0.0"), Optional.empty()),
                1,
                0,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                "Better in every way.",
                List.of(),
                List.of());
        PackageWriter writer = new PackageWriter(
                draft,
                Files.writeString(directory.resolve("sbom.json"), "{}"),
                Files.write(directory.resolve("payload"), payload));
        PackageSigner signer = new PackageSigner(
                PemFiles.key(keys.resolve(DevelopmentKey.KEY)),
                PemFiles.certificates(keys.resolve(DevelopmentKey.CERTIFICATE)));
        Path file = directory.resolve("made.upg");
        Files.deleteIfExists(file);
        writer.write(writer.sign(signer, _ -> {}), PackageWriter.Form.PLAIN, file);
        return Files.readAllBytes(file);
    }

    String finding(String about) {
        for (JsonNode finding : upgrade().get("checks")) {
            if (finding.get("about").textValue().equals(about)) {
                return finding.toString();
            }
        }
        return "";
    }
}
