package org.sallyport.apps.hostd.upgrade;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.base.json.Json;
import org.sallyport.upgrade.eligibility.Installed;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;

/** What the release says of itself in its {@code release.json}, which the packages put there. */
@JsonIgnoreProperties(ignoreUnknown = true)
record InstalledRelease(Version version, int settingsSchema, int securityEpoch) {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What this machine has. */
    static Installed of(UpgradePlaces places) throws IOException {
        InstalledRelease release = read(places.release());
        return new Installed(
                release.version(), base(places), processor(places), release.settingsSchema(), release.securityEpoch());
    }

    /** The version of a release that lies in a directory. */
    static Version versionAt(Path directory) throws IOException {
        return read(directory.resolve("release.json")).version();
    }

    private static InstalledRelease read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), InstalledRelease.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    /** The distribution with its release, as os-release (freedesktop.org) says it. */
    private static String base(UpgradePlaces places) throws IOException {
        return value(places, "ID") + "-" + value(places, "VERSION_ID").replaceAll("\\..*", "");
    }

    private static String value(UpgradePlaces places, String name) throws IOException {
        return Files.readAllLines(places.operatingSystem()).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static ProcessorLevel processor(UpgradePlaces places) throws IOException {
        Set<String> flags = Files.readAllLines(places.processor()).stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> Arrays.stream(SPACE.split(line.substring(line.indexOf(':') + 1)))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        return ProcessorLevel.of(flags);
    }
}
