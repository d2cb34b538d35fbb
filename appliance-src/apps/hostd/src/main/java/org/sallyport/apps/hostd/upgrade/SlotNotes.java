package org.sallyport.apps.hostd.upgrade;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.host.slot.Slot;

/** What is known of the slots. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SlotNotes(Map<Slot, Note> slots) {
    static final SlotNotes NOTHING = new SlotNotes(Map.of());

    SlotNotes {
        slots = Map.copyOf(slots);
    }

    /** What a slot is good for. */
    enum Use {
        /** Nothing: it is being written, or was not written to the end. */
        UNUSABLE,
        /** A whole system that never ran. */
        WRITTEN,
        /** A whole system that ran, with its data. */
        LEFT
    }

    /**
     * Of one slot.
     *
     * @param version that is in it; empty while it is unusable
     * @param since when it became so
     * @param device its partition by a name that no formatting changes
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Note(
            Use use,
            String version,
            Instant since,
            @Nullable String device) {}

    Optional<Note> of(Slot slot) {
        return Optional.ofNullable(slots.get(slot));
    }

    /** With a slot in another use; its device stays. */
    SlotNotes with(Slot slot, Use use, String version, Instant since) {
        return with(
                slot, new Note(use, version, since, of(slot).map(Note::device).orElse(null)));
    }

    SlotNotes withDevice(Slot slot, String device, Instant since) {
        Note known = of(slot).orElse(new Note(Use.UNUSABLE, "", since, null));
        return with(slot, new Note(known.use(), known.version(), known.since(), device));
    }

    private SlotNotes with(Slot slot, Note note) {
        Map<Slot, Note> changed = new EnumMap<>(Slot.class);
        changed.putAll(slots);
        changed.put(slot, note);
        return new SlotNotes(changed);
    }
}
