package org.sallyport.core.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.Problem;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.pki.FollowedFiles;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.core.pki.TlsIdentity;

/**
 * The TLS identity of a part of a process: taken up anew when its files change, with alarms for files that cannot be used
 * and for a certificate that is about to end. Thread-safe.
 */
public final class IdentityWatch implements Supplier<TlsIdentity>, AutoCloseable {
    private static final Duration EXPIRY_INTERVAL = Duration.ofHours(1);

    private final CertificateExpiry expiry;
    private final TlsFileAlarm<TlsIdentity> alarm;
    private final Deadlines deadlines;
    private final List<Consumer<TlsIdentity>> listeners = new CopyOnWriteArrayList<>();
    private final FollowedFiles<TlsIdentity> followed;
    private volatile boolean closed;
    private volatile @Nullable Deadline next;

    /**
     * Reads the identity and begins to follow it.
     *
     * @param area what the names of its alarms begin with: {@code sip.tls}
     * @param what it is, in a text: "The certificate of SIP over TLS"
     */
    public IdentityWatch(ProcessFrame frame, String area, String what, IdentityFiles files) {
        this.deadlines = frame.deadlines();
        this.expiry = new CertificateExpiry(
                frame.alarms(), frame.clock(), area + ".certificate-expiry", what, files.directory());
        this.alarm = new TlsFileAlarm<>(
                frame.alarms(),
                area + ".certificate-refused",
                what,
                "Meanwhile the one before is shown; after a start, one made for the time being.");
        this.followed = new FollowedFiles<>(files, new Taken(), deadlines, FollowedFiles.INTERVAL);
        checkExpiry();
    }

    @Override
    public TlsIdentity get() {
        return followed.get();
    }

    /** Is told of each identity that takes the place of another. */
    public void listen(Consumer<TlsIdentity> listener) {
        listeners.add(listener);
    }

    private void checkExpiry() {
        expiry.check(get());
        if (!closed) {
            next = deadlines.after("tls-certificate-expiry", EXPIRY_INTERVAL, this::checkExpiry);
        }
    }

    @Override
    public void close() {
        closed = true;
        followed.close();
        Deadline pending = next;
        if (pending != null) {
            pending.cancel();
        }
    }

    private final class Taken implements FollowedFiles.Witness<TlsIdentity> {
        @Override
        public void taken(TlsIdentity identity) {
            alarm.taken(identity);
            expiry.check(identity);
            listeners.forEach(listener -> listener.accept(identity));
        }

        @Override
        public void refused(Problem problem) {
            alarm.refused(problem);
        }
    }
}
