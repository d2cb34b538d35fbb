package org.sallyport.core.host.nic.inventory;

/**
 * The computer, by its own account.
 *
 * @param vendor SMBIOS system manufacturer
 * @param product SMBIOS product name
 */
public record Machine(String vendor, String product, Platform platform) {

    /** Who gives the machine its adapters. */
    public enum Platform {
        BARE_METAL("bare metal"),
        VMWARE("VMware"),
        HYPER_V("Hyper-V"),
        KVM("KVM"),
        XEN("Xen"),
        CONTAINER("a container"),
        OTHER_HYPERVISOR("another hypervisor");

        private final String words;

        Platform(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** A machine as SMBIOS names it. */
    public static Machine of(String vendor, String product) {
        return new Machine(vendor, product, platform(vendor, product));
    }

    /** The same machine, known by something else than its name to be given its adapters by another. */
    public Machine on(Platform other) {
        return new Machine(vendor, product, other);
    }

    private static Platform platform(String vendor, String product) {
        return switch (vendor) {
            case "VMware, Inc." -> Platform.VMWARE;
            case "Microsoft Corporation" -> product.equals("Virtual Machine") ? Platform.HYPER_V : Platform.BARE_METAL;
            case "QEMU", "Red Hat", "oVirt", "Nutanix", "OpenStack Foundation" -> Platform.KVM;
            case "Xen", "XenServer" -> Platform.XEN;
            case "innotek GmbH", "Parallels International GmbH.", "Amazon EC2", "Google" -> Platform.OTHER_HYPERVISOR;
            default -> product.startsWith("KVM") ? Platform.KVM : Platform.BARE_METAL;
        };
    }
}
