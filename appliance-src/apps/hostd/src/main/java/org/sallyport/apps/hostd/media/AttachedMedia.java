package org.sallyport.apps.hostd.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sallyport.base.json.Json;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.Slot;

/**
 * What lsblk(8) says is attached: file systems for sticks, CDs and drives with answers, on disks of which nothing is in use. The
 * disk that the machine runs from is not among them, nor is a slot.
 */
final class AttachedMedia {
    private static final Set<String> FILE_SYSTEMS = Set.of("vfat", "exfat", "iso9660", "ext4");
    private static final Set<String> SLOTS = Set.of(Slot.A.label(), Slot.B.label());

    private final Programs programs;

    AttachedMedia(Programs programs) {
        this.programs = programs;
    }

    List<Medium> now() throws IOException {
        ProgramResult said = programs.run("lsblk", "--json", "--output", "PATH,FSTYPE,LABEL,MOUNTPOINTS");
        if (!said.succeeded()) {
            throw new IOException("lsblk does not say what is attached: " + said.complaint());
        }
        List<Medium> media = new ArrayList<>();
        try {
            for (JsonNode disk : Json.MAPPER.readTree(said.output()).path("blockdevices")) {
                if (!isInUse(disk)) {
                    add(disk, media);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("lsblk says what is no JSON: " + e.getOriginalMessage(), e);
        }
        return media;
    }

    private static boolean isInUse(JsonNode device) {
        for (JsonNode place : device.path("mountpoints")) {
            if (!place.isNull()) {
                return true;
            }
        }
        for (JsonNode part : device.path("children")) {
            if (isInUse(part)) {
                return true;
            }
        }
        return false;
    }

    private static void add(JsonNode device, List<Medium> media) {
        Medium medium = new Medium(
                device.path("path").asText(),
                device.path("label").isTextual() ? device.path("label").asText() : "",
                device.path("fstype").asText());
        // A container sees devices that it does not have.
        if (FILE_SYSTEMS.contains(medium.fileSystem())
                && !SLOTS.contains(medium.label())
                && Files.exists(Path.of(medium.device()))) {
            media.add(medium);
        }
        device.path("children").forEach(part -> add(part, media));
    }
}
