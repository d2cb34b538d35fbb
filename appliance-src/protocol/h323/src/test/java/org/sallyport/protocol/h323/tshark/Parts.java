package org.sallyport.protocol.h323.tshark;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.Additions;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;

/** What a value tells of itself, collected. */
final class Parts implements PerValue.Description {
    /** What stands for a member that says nothing but that it is there. */
    enum Flag {
        PRESENT
    }

    private final List<Member> members = new ArrayList<>();
    private final List<PerValue> contents = new ArrayList<>();
    private @Nullable String alternative;
    private @Nullable Object value;
    private Additions additions = Additions.NONE;

    /** A member that is there. */
    record Member(String name, Object value) {}

    static Parts of(PerValue value) {
        Parts parts = new Parts();
        value.describe(parts);
        return parts;
    }

    List<Member> members() {
        return members;
    }

    /** What is encoded within octets of the members. */
    List<PerValue> contents() {
        return contents;
    }

    @Nullable
    String alternative() {
        return alternative;
    }

    @Nullable
    Object value() {
        return value;
    }

    Additions additions() {
        return additions;
    }

    @Override
    public void member(String name, @Nullable Object held) {
        if (held != null) {
            members.add(new Member(name, held));
        }
    }

    @Override
    public void contained(String name, @Nullable Object octets, PerType<?> type) {
        member(name, octets);
        List<?> all = octets instanceof List<?> list ? list : octets == null ? List.of() : List.of(octets);
        for (Object each : all) {
            if (type.decode((Octets) each) instanceof PerResult.Decoded<?> decoded) {
                contents.add(decoded.value());
            }
        }
    }

    @Override
    public void flag(String name, boolean present) {
        member(name, present ? Flag.PRESENT : null);
    }

    @Override
    public void additions(Additions unknown) {
        additions = unknown;
    }

    @Override
    public void alternative(String name) {
        alternative = name;
    }

    @Override
    public void value(Object held) {
        value = held;
    }
}
