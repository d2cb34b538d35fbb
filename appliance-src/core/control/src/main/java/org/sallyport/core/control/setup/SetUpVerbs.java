package org.sallyport.core.control.setup;

import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verbs of the set-up, by name. */
public final class SetUpVerbs {
    static final String STATE = "set-up.state";
    static final String CHECK = "set-up.check";
    static final String TAKE = "set-up.take";

    private SetUpVerbs() {}

    /** What a control server needs to offer the set-up. */
    public static Map<String, Verb> of(SetUpControl setUp) {
        return Map.of(
                STATE, new Query(_ -> setUp.state()),
                CHECK,
                        new Query(arguments ->
                                setUp.check(Json.read(arguments, Given.class).answers())),
                TAKE,
                        new Query(arguments ->
                                setUp.take(Json.read(arguments, Given.class).answers())));
    }

    record Given(Map<String, String> answers) {}
}
