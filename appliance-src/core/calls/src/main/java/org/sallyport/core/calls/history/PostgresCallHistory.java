package org.sallyport.core.calls.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.database.Queries;

/** The history in PostgreSQL, for reading; its schema is {@code db/calls.sql}. */
public final class PostgresCallHistory implements CallHistory {
    /** Records that another version wrote may have members that this one does not know. */
    private static final ObjectReader CALL =
            Json.MAPPER.readerFor(CallSnapshot.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final ObjectReader LADDER = Json.MAPPER
            .readerFor(new TypeReference<List<LadderEvent>>() {})
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Queries database;

    public PostgresCallHistory(Queries database) {
        this.database = database;
    }

    @Override
    public CallPage page(CallQuery query, int pageSize, @Nullable String pageToken) {
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new InvalidInputException(new Problem(
                    "pageSize",
                    Integer.toString(pageSize),
                    "A page holds 1 to " + MAX_PAGE_SIZE + " calls.",
                    "Ask for fewer and follow nextPageToken."));
        }
        CallFilter filter = CallFilter.of(query);
        if (pageToken != null) {
            filter.after(PageToken.parse(pageToken));
        }
        // One more than asked for shows whether there is a next page.
        List<Found> found = database.query(
                "select id, started_at, call from call_record" + filter.where()
                        + " order by started_at desc, id desc limit " + (pageSize + 1),
                row -> new Found(
                        new PageToken(CallRecords.micros(row.instant("started_at")), row.text("id")), row.text("call")),
                filter.arguments());
        List<Found> page = found.subList(0, Math.min(pageSize, found.size()));
        String next = found.size() > pageSize ? page.getLast().place().toString() : null;
        return new CallPage(page.stream().map(row -> call(row.call())).toList(), next);
    }

    @Override
    public Optional<CallDetailRecord> find(CallId id) {
        return database.first(
                "select call, ladder from call_record where id = ?",
                row -> new CallDetailRecord(call(row.text("call")), ladder(row.text("ladder"))),
                id.value());
    }

    private static CallSnapshot call(String json) {
        try {
            return CALL.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored call cannot be read", e);
        }
    }

    private static List<LadderEvent> ladder(String json) {
        try {
            return LADDER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored ladder cannot be read", e);
        }
    }

    private record Found(PageToken place, String call) {}
}
