package org.sallyport.core.control.media;

import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verbs of attached media, by name. */
public final class MediaVerbs {
    static final String PACKAGES = "media.packages";
    static final String READ = "media.read";

    private MediaVerbs() {}

    /** What a control server needs to offer attached media. */
    public static Map<String, Verb> of(MediaControl media) {
        return Map.of(
                PACKAGES, new Query(_ -> media.packages()),
                READ,
                        new Query(arguments -> {
                            Read read = Json.read(arguments, Read.class);
                            return media.read(read.medium(), read.name(), read.offset(), read.length());
                        }));
    }

    record Read(String medium, String name, long offset, int length) {}
}
