package org.sallyport.core.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.problem.Problem;
import org.sallyport.base.time.Deadlines;
import org.sallyport.testing.time.MovableClock;

/** An identity that is followed by itself, and by hand where a test needs each look. */
class FollowedFilesTest {
    private static final Duration SELDOM = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final BlockingQueue<TlsIdentity> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Problem> refused = new LinkedBlockingQueue<>();
    private final TestAuthority root;

    FollowedFilesTest() throws Exception {
        root = TestAuthority.root("Root");
    }

    @AfterEach
    void stop() {
        deadlines.close();
    }

    private FollowedFiles<TlsIdentity> follow(Duration interval, Clock clock) {
        IdentityFiles files = new IdentityFiles(directory, "gate", () -> List.of("gate.example.com"), clock);
        return new FollowedFiles<>(
                files,
                new FollowedFiles.Witness<>() {
                    @Override
                    public void taken(TlsIdentity identity) {
                        taken.add(identity);
                    }

                    @Override
                    public void refused(Problem problem) {
                        refused.add(problem);
                    }
                },
                deadlines,
                interval);
    }

    private void placeKey(TlsIdentity identity) throws Exception {
        PemFiles.writeKey(directory.resolve("key.pem"), identity.key());
    }

    private void placeCertificate(TlsIdentity identity) throws Exception {
        PemFiles.writeCertificates(directory.resolve("certificate.pem"), identity.chain());
    }

    @Test
    void takesUpNewFilesByItself() throws Exception {
        TlsIdentity next = root.issue("next");
        try (FollowedFiles<TlsIdentity> followed = follow(Duration.ofMillis(20), Clock.systemUTC())) {
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(followed.get());
            placeKey(next);
            placeCertificate(next);
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(next);
            assertThat(followed.get()).isEqualTo(next);
        }
    }

    @Test
    void waitsForTheOtherFileOfAPairBeforeItComplains() throws Exception {
        TlsIdentity next = root.issue("next");
        try (FollowedFiles<TlsIdentity> followed = follow(SELDOM, Clock.systemUTC())) {
            TlsIdentity first = followed.get();
            placeKey(next);
            followed.refresh();
            assertThat(followed.get()).isEqualTo(first);
            assertThat(refused).isEmpty();
            placeCertificate(next);
            followed.refresh();
            assertThat(followed.get()).isEqualTo(next);
            assertThat(refused).isEmpty();
        }
    }

    @Test
    void keepsTheLastGoodOneAndSaysSoOnce() throws Exception {
        try (FollowedFiles<TlsIdentity> followed = follow(SELDOM, Clock.systemUTC())) {
            TlsIdentity first = followed.get();
            placeKey(root.issue("other"));
            followed.refresh();
            followed.refresh();
            followed.refresh();
            assertThat(followed.get()).isEqualTo(first);
            assertThat(refused).singleElement().satisfies(problem -> {
                assertThat(problem.value()).endsWith("certificate.pem");
                assertThat(problem.detail()).contains("belongs to key.pem");
                assertThat(problem.remedy()).isNotBlank();
            });
            placeKey(first);
            followed.refresh();
            assertThat(taken).hasSize(2);
        }
    }

    @Test
    void seesAFileThatTookTheNameOfAnother() throws Exception {
        TlsIdentity next = root.issue("next");
        try (FollowedFiles<TlsIdentity> followed = follow(SELDOM, Clock.systemUTC())) {
            Path staging = Files.createDirectory(directory.resolve("staging"));
            PemFiles.writeKey(staging.resolve("key.pem"), next.key());
            PemFiles.writeCertificates(staging.resolve("certificate.pem"), next.chain());
            for (String name : List.of("key.pem", "certificate.pem")) {
                Files.setLastModifiedTime(staging.resolve(name), Files.getLastModifiedTime(directory.resolve(name)));
                Files.move(staging.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            followed.refresh();
            assertThat(followed.get()).isEqualTo(next);
        }
    }

    @Test
    void standsInForFilesThatWereNeverGood() throws Exception {
        Files.writeString(directory.resolve("key.pem"), "nothing");
        Files.writeString(directory.resolve("certificate.pem"), "nothing");
        try (FollowedFiles<TlsIdentity> followed = follow(SELDOM, Clock.systemUTC())) {
            assertThat(followed.get().certificate().getSubjectX500Principal().getName())
                    .contains("CN=gate");
            assertThat(refused)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.detail()).contains("no private key"));
            assertThat(directory.resolve("key.pem")).hasContent("nothing");
            TlsIdentity next = root.issue("next");
            placeKey(next);
            placeCertificate(next);
            followed.refresh();
            assertThat(followed.get()).isEqualTo(next);
        }
    }

    @Test
    void renewsWhatItMadeWithoutAChangeOfFiles() throws Exception {
        MovableClock time = new MovableClock();
        try (FollowedFiles<TlsIdentity> followed = follow(SELDOM, time)) {
            TlsIdentity first = followed.get();
            followed.refresh();
            assertThat(followed.get()).isEqualTo(first);
            time.advance(Duration.ofDays(810));
            followed.refresh();
            assertThat(followed.get().expires()).isAfter(first.expires());
        }
    }
}
