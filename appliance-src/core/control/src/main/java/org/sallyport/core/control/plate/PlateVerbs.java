package org.sallyport.core.control.plate;

import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verb of the terminals, by name. */
public final class PlateVerbs {
    static final String TELL = "plate.tell";

    private PlateVerbs() {}

    /** What a control server needs to offer the terminals. */
    public static Map<String, Verb> of(PlateControl plate) {
        return Map.of(TELL, new Query(arguments -> {
            plate.tell(Json.read(arguments, ServicePlate.class));
            return true;
        }));
    }
}
