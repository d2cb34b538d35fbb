package org.sallyport.media.offload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.media.accounting.ForwardedCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kernel forward flows and tells what it forwarded. Whoever asks never waits: one thread speaks to the kernel, takes
 * together what was asked meanwhile, and reads all counters once a second. A kernel that fails is left alone for a while and
 * then tried again; meanwhile every flow is the relay's. Thread-safe.
 */
public final class KernelForwarding implements AutoCloseable {
    /** How long a flow may stay without being entered anew. */
    public static final long LONGEST_STAY_NANOS = TimeUnit.MILLISECONDS.toNanos(FlowTable.LIFETIME_MILLIS) / 2;

    private static final Logger LOG = LoggerFactory.getLogger(KernelForwarding.class);
    private static final long READ_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final String ALARM = "media.kernel-forwarding.unavailable";

    private static final String OFF = "it is switched off (media.kernel-forwarding)";
    private static final String ENDING = "the relay is ending";

    private final BooleanSupplier wanted;
    private final Alarms alarms;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Map<FlowKey, KernelStay> inside = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("media-kernel").daemon().unstarted(this::run);
    private volatile @Nullable String unavailable = OFF;
    private volatile boolean closing;
    private @Nullable KernelMap map;
    private long nextReadNanos = System.nanoTime();
    private long nextTrialNanos = System.nanoTime();

    private KernelForwarding(BooleanSupplier wanted, Alarms alarms) {
        this.wanted = wanted;
        this.alarms = alarms;
    }

    private record Request(KernelStay stay, boolean enter) {}

    /**
     * Starts, and finds out whether the kernel can; if not, an alarm says why.
     *
     * @param wanted the setting in force, asked again and again
     */
    public static KernelForwarding start(BooleanSupplier wanted, Alarms alarms) {
        KernelForwarding forwarding = new KernelForwarding(wanted, alarms);
        forwarding.follow();
        forwarding.thread.start();
        return forwarding;
    }

    /** Why the kernel forwards nothing at present; empty when it would. */
    public Optional<String> unavailable() {
        return Optional.ofNullable(unavailable);
    }

    /**
     * Asks the kernel to forward a flow.
     *
     * @param total what it forwards is added here, at least once a second
     * @param executor where the listener is told
     */
    public KernelStay enter(FlowEnds ends, ForwardedCount total, Executor executor, StayListener listener) {
        KernelStay stay = new KernelStay(ends, total, executor, listener);
        String reason = unavailable;
        if (reason != null) {
            stay.refused(reason);
        } else {
            requests.add(new Request(stay, true));
        }
        return stay;
    }

    /** Takes a flow back from the kernel. Its stay ends, unless it was refused. */
    public void leave(KernelStay stay) {
        requests.add(new Request(stay, false));
    }

    /** Brings the table in line with the setting. */
    private void follow() {
        if (!wanted.getAsBoolean()) {
            if (map != null) {
                giveBack();
            }
            unavailable = OFF;
            alarms.clear(ALARM);
            nextTrialNanos = System.nanoTime();
        } else if (map == null && System.nanoTime() - nextTrialNanos >= 0) {
            nextTrialNanos = System.nanoTime() + RETRY_INTERVAL_NANOS;
            open();
        }
    }

    private void open() {
        try {
            map = KernelMap.open();
            unavailable = null;
            alarms.clear(ALARM);
            LOG.info("The kernel forwards the media of settled flows.");
        } catch (IOException | LinkageError | IllegalCallerException e) {
            missing(String.valueOf(e.getMessage()));
        }
    }

    private void missing(String reason) {
        unavailable = reason;
        LOG.warn("The kernel forwards no media: {}.", reason);
        alarms.raise(
                ALARM,
                Severity.WARNING,
                "The kernel forwards no media: " + reason
                        + ". The relay takes every packet itself, at several times the cost.",
                "Give the director CAP_NET_ADMIN and AF_NETLINK (its systemd unit) and a Linux kernel with nf_tables"
                        + " for devices, or set media.kernel-forwarding to false.");
    }

    private void run() {
        while (!closing) {
            try {
                serve(await());
                if (System.nanoTime() - nextReadNanos >= 0) {
                    nextReadNanos = System.nanoTime() + READ_INTERVAL_NANOS;
                    follow();
                    read();
                }
            } catch (IOException | RuntimeException e) {
                abandon(e);
            } catch (InterruptedException e) {
                closing = true;
            }
        }
        end();
    }

    private List<Request> await() throws InterruptedException {
        List<Request> taken = new ArrayList<>();
        Request first = requests.poll(Math.max(0, nextReadNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
            taken.add(first);
            requests.drainTo(taken, Batch.LARGEST - 1);
        }
        return taken;
    }

    /** In the order of asking, but neighbours of a kind together. */
    private void serve(List<Request> taken) {
        List<KernelStay> alike = new ArrayList<>();
        boolean enter = false;
        for (Request request : taken) {
            if (request.enter() != enter) {
                flush(alike, enter);
                enter = request.enter();
            }
            alike.add(request.stay());
        }
        flush(alike, enter);
    }

    private void flush(List<KernelStay> alike, boolean enter) {
        List<KernelStay> stays = List.copyOf(alike);
        alike.clear();
        try {
            if (enter) {
                putIn(stays);
            } else {
                takeOut(stays.stream().filter(stay -> stay.flow() != null).toList());
            }
        } catch (IOException | RuntimeException e) {
            abandon(e);
            stays.stream().filter(_ -> enter).forEach(stay -> stay.refused("the kernel failed"));
        }
    }

    private void putIn(List<KernelStay> stays) throws IOException {
        KernelMap current = map;
        if (current == null) {
            stays.forEach(stay -> stay.refused(String.valueOf(unavailable)));
        } else {
            current.enter(stays).forEach(stay -> inside.put(key(stay), stay));
        }
    }

    private void takeOut(Collection<KernelStay> stays) throws IOException {
        KernelMap current = map;
        stays.forEach(stay -> inside.remove(key(stay)));
        try {
            if (current != null && !stays.isEmpty()) {
                current.remove(stays);
            }
        } finally {
            stays.forEach(KernelStay::left);
        }
    }

    private void read() throws IOException {
        KernelMap current = map;
        if (current == null) {
            return;
        }
        if (current.isOutdated()) {
            takeAllOut();
        }
        if (inside.isEmpty()) {
            current.forgetDevices();
            return;
        }
        current.counts().forEach((key, count) -> {
            KernelStay stay = inside.get(key);
            if (stay != null) {
                stay.count(count);
            }
        });
    }

    /** Their streams enter them again, with the routes that hold then. */
    private void takeAllOut() throws IOException {
        List<KernelStay> stays = List.copyOf(inside.values());
        for (int at = 0; at < stays.size(); at += Batch.LARGEST) {
            takeOut(stays.subList(at, Math.min(stays.size(), at + Batch.LARGEST)));
        }
    }

    /** Gives every flow back to the relay, as counted last. */
    private void abandon(Exception failure) {
        LOG.error("The kernel's forwarding of media failed.", failure);
        missing(String.valueOf(failure.getMessage()));
        List<KernelStay> stays = List.copyOf(inside.values());
        inside.clear();
        stays.forEach(KernelStay::left);
        KernelMap lost = map;
        map = null;
        closeQuietly(lost);
    }

    private void end() {
        unavailable = ENDING;
        List<Request> rest = new ArrayList<>();
        requests.drainTo(rest);
        rest.stream().filter(Request::enter).forEach(request -> request.stay().refused(ENDING));
        giveBack();
    }

    /** Takes all flows out, with their last counts, and removes the table. */
    private void giveBack() {
        try {
            takeAllOut();
        } catch (IOException e) {
            LOG.warn("Media flows could not be taken back from the kernel: {}.", e.getMessage());
            inside.values().forEach(KernelStay::left);
            inside.clear();
        }
        closeQuietly(map);
        map = null;
    }

    private static void closeQuietly(@Nullable KernelMap map) {
        if (map != null) {
            try {
                map.close();
            } catch (IOException e) {
                LOG.warn("The kernel kept its table of media flows: {}.", e.getMessage());
            }
        }
    }

    private static FlowKey key(KernelStay stay) {
        KernelFlow flow = stay.flow();
        if (flow == null) {
            throw new IllegalStateException("the flow is not in the kernel");
        }
        return flow.key();
    }

    /** Takes all flows back, removes the table and ends the thread. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
