package org.sallyport.core.settings.layers;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.sections.SettingsDocument;

/**
 * The settings files given at the start, checked: what the process needs, and the defaults that they change.
 *
 * @param process the section {@code process}
 * @param defaults the other sections, sparse
 */
public record SettingsFile(ProcessSettings process, ObjectNode defaults) {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    /**
     * Reads files in YAML or JSON, a later one over those before; none at all gives the built-in defaults.
     *
     * @throws InvalidInputException with every problem of all of them
     */
    public static SettingsFile read(List<Path> files) {
        ObjectNode document = Documents.empty();
        for (Path file : files) {
            document = Documents.merge(document, parse(file));
        }
        ObjectNode defaults = Documents.without(document, "process");
        Reading<ProcessSettings> process = SettingsDocument.readProcess(Documents.only(document, "process"));
        List<Problem> problems = new ArrayList<>(process.problems());
        problems.addAll(SettingsDocument.read(defaults, Secret::new).problems());
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new SettingsFile(process.value(), defaults);
    }

    private static ObjectNode parse(Path file) {
        try {
            JsonNode document = YAML.readTree(Files.readString(file));
            if (document == null || document.isMissingNode() || document.isNull()) {
                return Documents.empty();
            }
            if (document instanceof ObjectNode object) {
                return object;
            }
            throw refused(file, "It is not a list of sections.", "Start with a section, such as sip: or process:.");
        } catch (JsonProcessingException e) {
            throw refused(
                    file,
                    "It is neither YAML nor JSON" + at(e.getLocation()) + ": " + e.getOriginalMessage(),
                    "Correct it there.");
        } catch (IOException e) {
            throw refused(file, "It cannot be read: " + e + ".", "Give a file that this process may read.");
        }
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " in line " + location.getLineNr();
    }

    private static InvalidInputException refused(Path file, String detail, String remedy) {
        return new InvalidInputException(new Problem("settings file", file.toString(), detail, remedy));
    }
}
