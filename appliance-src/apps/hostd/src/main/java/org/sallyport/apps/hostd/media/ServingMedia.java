package org.sallyport.apps.hostd.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.sallyport.base.lifecycle.OpenParts;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlServer;
import org.sallyport.core.control.PeerRule;
import org.sallyport.core.control.media.FoundPackage;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.control.media.MediaVerbs;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;
import org.sallyport.core.process.ServiceState;

/** The command {@code media}: serves what is on attached media until nobody has asked for a while. */
public final class ServingMedia {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(30);

    private ServingMedia() {}

    /** Serves those whom a rule lets ask, at a socket. */
    public static int run(Path socket, PeerRule peers) throws IOException, InterruptedException {
        Programs programs = new SystemPrograms(PROGRAM_LIMIT);
        Path folder = Files.createTempDirectory("media");
        try (OpenParts parts = new OpenParts()) {
            LiveObjects liveObjects = new LiveObjects();
            Deadlines deadlines = parts.keep(new Deadlines(liveObjects));
            Asked media =
                    parts.keep(new Asked(new MountedMedia(new AttachedMedia(programs), programs, folder), deadlines));
            parts.keep(new ControlServer(socket, peers, MediaVerbs.of(media), deadlines, liveObjects));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(parts::close));
            ServiceState.of(System.getenv()).ready(deadlines);
            media.awaitSilence();
        }
        return 0;
    }

    /** Knows when it has not been asked for a while. */
    private static final class Asked implements MediaControl, AutoCloseable {
        private final MountedMedia media;
        private final Deadlines deadlines;
        private final CountDownLatch silence = new CountDownLatch(1);
        private Deadline idle;

        Asked(MountedMedia media, Deadlines deadlines) {
            this.media = media;
            this.deadlines = deadlines;
            this.idle = deadlines.after("media-idle", IDLE, silence::countDown);
        }

        void awaitSilence() throws InterruptedException {
            silence.await();
        }

        private synchronized void renew() {
            idle.cancel();
            idle = deadlines.after("media-idle", IDLE, silence::countDown);
        }

        @Override
        public List<FoundPackage> packages() {
            renew();
            return media.packages();
        }

        @Override
        public byte[] read(String medium, String name, long offset, int length) {
            renew();
            return media.read(medium, name, offset, length);
        }

        @Override
        public void close() {
            media.close();
        }
    }
}
