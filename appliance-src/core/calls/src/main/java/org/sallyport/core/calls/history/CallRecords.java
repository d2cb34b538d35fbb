package org.sallyport.core.calls.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.base.json.Json;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.database.Queries;

/** Puts records into their table. */
final class CallRecords {
    /** PostgreSQL stores no zero character, and peers may send one. */
    private static final String ZERO = "\0";

    private static final String ZERO_IN_JSON = "\\u0000";
    private static final String REPLACEMENT = "\ufffd";

    private static final String INSERT = """
            insert into call_record (id, started_at, ended_at, protocol, direction, outcome, code, parties,
                external_address, internal_address, call, ladder)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
            on conflict (id) do nothing
            """;

    private CallRecords() {}

    /** Stores a record; one that is there already stays as it is. */
    static void insert(Queries queries, CallDetailRecord record) {
        CallSnapshot call = record.call();
        Disposition disposition = Objects.requireNonNull(call.disposition(), "a call in the history has ended");
        queries.update(
                INSERT,
                call.id().value(),
                call.startedAt(),
                Objects.requireNonNullElse(call.endedAt(), call.startedAt()),
                call.protocol(),
                call.direction(),
                disposition.outcome(),
                disposition.code(),
                parties(call),
                address(call, Side.EXTERNAL),
                address(call, Side.INTERNAL),
                json(call),
                json(record.ladder()));
    }

    /** When the database took the start of a call to be: to the microsecond. */
    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private static String json(Object value) {
        return Json.write(value).replace(ZERO_IN_JSON, REPLACEMENT);
    }

    private static String parties(CallSnapshot call) {
        List<String> words = new ArrayList<>();
        for (LegSnapshot leg : legs(call)) {
            words.add(leg.party());
            if (leg.displayName() != null) {
                words.add(leg.displayName());
            }
        }
        return String.join("\n", words).toLowerCase(Locale.ROOT).replace(ZERO, REPLACEMENT);
    }

    private static @Nullable String address(CallSnapshot call, Side side) {
        return legs(call).stream()
                .filter(leg -> leg.side() == side)
                .map(LegSnapshot::remoteAddress)
                .filter(Objects::nonNull)
                .map(CallRecords::withoutPort)
                .findFirst()
                .orElse(null);
    }

    private static List<LegSnapshot> legs(CallSnapshot call) {
        return call.callee() == null ? List.of(call.caller()) : List.of(call.caller(), call.callee());
    }

    private static String withoutPort(String hostAndPort) {
        int bracket = hostAndPort.indexOf(']');
        if (hostAndPort.startsWith("[") && bracket > 0) {
            return hostAndPort.substring(1, bracket);
        }
        int colon = hostAndPort.lastIndexOf(':');
        return colon < 0 || hostAndPort.indexOf(':') != colon ? hostAndPort : hostAndPort.substring(0, colon);
    }
}
