package org.sallyport.imaging.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sallyport.base.problem.InvalidInputException;

class MenuTest {
    private static final MenuEntry ENTRY = MenuEntry.of(new VolumeId("CentOS Stream 10"), " console=ttyS0 ");

    @Test
    void grubOffersOursFirstAndKeepsTheRest() {
        String menu = GrubMenu.with(ENTRY, CentosMedium.GRUB_MENU);
        assertThat(menu.lines().filter(line -> line.startsWith("menuentry ")))
                .containsExactly(
                        "menuentry 'Install Sallyport' --class gnu-linux --class gnu --class os {",
                        "menuentry 'Install CentOS Stream 10' --class fedora {",
                        "menuentry 'Test this media & install CentOS Stream 10' --class fedora {");
        assertThat(menu)
                .contains("set default=\"0\"", "set timeout=10")
                .contains("\tlinux /images/pxeboot/vmlinuz inst.stage2=hd:LABEL=SYNTHETIC"
                        + " inst.ks=hd:LABEL=CentOS\\x20Stream\\x2010:/ks.cfg console=ttyS0\n")
                .contains("inst.stage2=hd:LABEL=SYNTHETIC rd.live.check quiet\n");
    }

    @Test
    void isolinuxOffersOursFirstAndAsDefault() {
        String menu = IsolinuxMenu.with(ENTRY, CentosMedium.ISOLINUX_MENU);
        assertThat(menu.lines().filter(line -> line.startsWith("label ")))
                .containsExactly("label sallyport", "label linux", "label check");
        assertThat(menu.lines().filter(line -> line.strip().equals("menu default")))
                .hasSize(1);
        assertThat(menu)
                .contains("timeout 100\n")
                .contains("label sallyport\n  menu label ^Install Sallyport\n  menu default\n  kernel vmlinuz\n"
                        + "  append initrd=initrd.img inst.stage2=hd:LABEL=SYNTHETIC"
                        + " inst.ks=hd:LABEL=CentOS\\x20Stream\\x2010:/ks.cfg console=ttyS0\n");
    }

    @Test
    void refusesMenusThatInstallNothing() {
        assertThatThrownBy(() -> GrubMenu.with(ENTRY, "menuentry 'x' {\n chainloader +1\n}\n"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> GrubMenu.with(ENTRY, "menuentry 'x' {\n linux /vmlinuz\n"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> IsolinuxMenu.with(ENTRY, "label x\n  localboot 0\n"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesArgumentsThatWouldBreakOutOfTheMenu() {
        for (String append : new String[] {"a}b", "a'b", "$x", "a;b", "a\nb", "ü"}) {
            assertThatThrownBy(() -> MenuEntry.of(new VolumeId("V"), append))
                    .as(append)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Leave out quotes");
        }
    }
}
