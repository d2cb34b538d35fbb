package org.sallyport.core.control.files;

import java.util.List;
import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Query;

/** The verbs of kept files, by name. */
public final class FileVerbs {
    static final String LIST = "files.list";
    static final String REPLACE = "files.replace";

    private FileVerbs() {}

    /** What a control server needs to offer the files of its process. */
    public static Map<String, Verb> of(FilesControl files) {
        return Map.of(
                LIST, new Query(_ -> files.files()),
                REPLACE,
                        new Query(arguments -> {
                            files.replace(Json.read(arguments, Replace.class).files());
                            return true;
                        }));
    }

    record Replace(List<KeptFile> files) {}
}
