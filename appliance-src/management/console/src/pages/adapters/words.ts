import type { Nic } from '../../api/types';

/** What decided the name of an adapter, in the reader's words, and whether somebody should look whether it is right. */
export const WITNESS: Record<Nic['witness'], { label: string; isCertain: boolean }> = {
  PINNED: { label: 'Pinned', isCertain: true },
  REPLACEMENT: { label: 'Takes the place of another', isCertain: true },
  STATED: { label: 'Stated at installation', isCertain: true },
  OVF_ENVIRONMENT: { label: 'vSphere says so', isCertain: true },
  ONLY_ADAPTER: { label: 'The only one', isCertain: true },
  FIRMWARE_LABEL: { label: 'Label of the firmware', isCertain: true },
  SERVER_PROFILE: { label: 'Known server', isCertain: true },
  ACPI_INDEX: { label: 'Index of the firmware', isCertain: true },
  SMBIOS_INDEX: { label: 'Index of the firmware', isCertain: true },
  VMWARE_SLOT: { label: 'Slot of vSphere', isCertain: true },
  PCI_PATH: { label: 'Place on the bus', isCertain: true },
  BUS_PATH: { label: 'Place on the bus', isCertain: true },
  MAC_ORDER: { label: 'Order of addresses', isCertain: false },
  NONE: { label: 'Nothing yet', isCertain: false },
};

/** The speed of a line: 1 Gbit/s. */
export function speedOf(megabits: number | null): string {
  if (megabits === null || megabits <= 0) return '';
  return megabits >= 1000 ? `${megabits / 1000} Gbit/s` : `${megabits} Mbit/s`;
}

/** Adapters whose cable came since an earlier look. */
export function cameUp(before: readonly Nic[], now: readonly Nic[]): Nic[] {
  return now.filter((nic) => {
    const earlier = before.find((candidate) => candidate.path === nic.path && candidate.mac === nic.mac);
    return earlier !== undefined && nic.line.timesUp > earlier.line.timesUp;
  });
}
