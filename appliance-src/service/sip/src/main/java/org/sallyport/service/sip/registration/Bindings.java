package org.sallyport.service.sip.registration;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.registrations.LiveRegistration;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationSnapshot;

/** The bindings in force, each with its deadline. Thread-safe; never blocks. */
final class Bindings {
    private final LiveRegistrations live;
    private final Deadlines deadlines;
    private final Clock clock;
    private final Consumer<Binding> whenExpired;
    private final Consumer<Binding> whenEnded;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> byToken = new HashMap<>();
    private final Map<String, List<Entry>> byAlias = new HashMap<>();

    /**
     * A table without bindings.
     *
     * @param whenExpired is told of one that the device did not refresh
     * @param whenEnded is told of one that an administrator ended
     */
    Bindings(
            LiveRegistrations live,
            Deadlines deadlines,
            Clock clock,
            Consumer<Binding> whenExpired,
            Consumer<Binding> whenEnded) {
        this.live = live;
        this.deadlines = deadlines;
        this.clock = clock;
        this.whenExpired = whenExpired;
        this.whenEnded = whenEnded;
    }

    Optional<Binding> find(String token) {
        return locked(() -> Optional.ofNullable(byToken.get(token)).map(entry -> entry.binding));
    }

    /** The bindings of an address of record, the oldest first. */
    List<Binding> of(String alias) {
        return locked(() -> byAlias.getOrDefault(alias, List.of()).stream()
                .map(entry -> entry.binding)
                .toList());
    }

    /** Enters a binding, or the next value of one, and starts its deadline. */
    void put(Binding binding) {
        lock.lock();
        try {
            Entry entry = byToken.get(binding.token());
            if (entry == null) {
                entry = new Entry(binding);
                byToken.put(binding.token(), entry);
                byAlias.computeIfAbsent(binding.alias(), _ -> new ArrayList<>(1))
                        .add(entry);
                live.begin(entry);
            }
            entry.become(binding);
        } finally {
            lock.unlock();
        }
    }

    /** The next value of a binding, if it is still there. */
    void update(String token, UnaryOperator<Binding> change) {
        lock.lock();
        try {
            Entry entry = byToken.get(token);
            if (entry != null) {
                entry.become(change.apply(entry.binding));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what is as described; what that was. */
    List<Binding> remove(String alias, Predicate<Binding> condition) {
        return locked(() -> List.copyOf(byAlias.getOrDefault(alias, List.of())).stream()
                .filter(entry -> condition.test(entry.binding))
                .map(this::remove)
                .toList());
    }

    /** Marks what is as described as unreachable; how many that were. */
    int lose(Predicate<Binding> condition) {
        return locked(() -> {
            List<Entry> lost = byToken.values().stream()
                    .filter(entry -> entry.binding.reachable() && condition.test(entry.binding))
                    .toList();
            lost.forEach(entry -> entry.binding = entry.binding.unreachable());
            return lost.size();
        });
    }

    /** Forgets all, telling nobody. */
    void clear() {
        locked(() -> List.copyOf(byToken.values()).stream().map(this::remove).toList());
    }

    private Binding remove(Entry entry) {
        byToken.remove(entry.binding.token());
        byAlias.computeIfPresent(entry.binding.alias(), (_, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
        entry.stop();
        live.end(entry);
        return entry.binding;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** The place of a binding; what changes is guarded by the lock. */
    private final class Entry implements LiveRegistration {
        private final RegistrationId id;
        private volatile Binding binding;
        private @Nullable Deadline expiry;
        private long turn;

        Entry(Binding first) {
            this.id = first.id();
            this.binding = first;
        }

        void become(Binding next) {
            binding = next;
            stop();
            long thisTurn = ++turn;
            expiry = deadlines.after("sip-registration", next.left(), () -> expire(thisTurn));
        }

        void stop() {
            if (expiry != null) {
                expiry.cancel();
            }
        }

        /** A deadline that was moved while it ran out is none. */
        private void expire(long ofTurn) {
            if (locked(() -> turn == ofTurn && removeThis())) {
                whenExpired.accept(binding);
            }
        }

        private boolean removeThis() {
            boolean standing = Objects.equals(byToken.get(binding.token()), this);
            if (standing) {
                remove(this);
            }
            return standing;
        }

        @Override
        public RegistrationId id() {
            return id;
        }

        @Override
        public RegistrationSnapshot snapshot() {
            return binding.snapshot(clock);
        }

        @Override
        public void end() {
            if (locked(this::removeThis)) {
                whenEnded.accept(binding);
            }
        }
    }
}
