package org.sallyport.apps.hostd.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sallyport.core.host.program.ProgramResult;

class AttachedMediaTest {
    private static AttachedMedia saying(int status, String output) {
        return new AttachedMedia((_, _) -> new ProgramResult(status, output, "no such program"));
    }

    @Test
    void seesSticksAndDiscsButNothingOfADiskInUse() throws IOException {
        // Devices that are there on every machine stand for those that lsblk names.
        assertThat(saying(0, """
            {"blockdevices": [
              {"path": "/dev/zero", "fstype": null, "label": null, "mountpoints": [null], "children": [
                {"path": "/dev/null", "fstype": "vfat", "label": "ESP", "mountpoints": [null]},
                {"path": "/dev/full", "fstype": "ext4", "label": "data", "mountpoints": ["/data"]}]},
              {"path": "/dev/random", "fstype": null, "label": null, "mountpoints": [null], "children": [
                {"path": "/dev/urandom", "fstype": "vfat", "label": "STICK", "mountpoints": [null]},
                {"path": "/dev/null", "fstype": "btrfs", "label": "other", "mountpoints": [null]},
                {"path": "/dev/full", "fstype": "ext4", "label": "root_b", "mountpoints": [null]}]},
              {"path": "/dev/tty", "fstype": "iso9660", "label": null, "mountpoints": [null]},
              {"path": "/dev/that-a-container-lacks", "fstype": "ext4", "label": null, "mountpoints": [null]}
            ]}\
            """).now())
                .containsExactly(new Medium("/dev/urandom", "STICK", "vfat"), new Medium("/dev/tty", "", "iso9660"));
    }

    @Test
    void saysWhatLsblkSays() {
        assertThatThrownBy(() -> saying(1, "").now()).hasMessageContaining("no such program");
        assertThatThrownBy(() -> saying(0, "{").now()).hasMessageContaining("no JSON");
    }
}
