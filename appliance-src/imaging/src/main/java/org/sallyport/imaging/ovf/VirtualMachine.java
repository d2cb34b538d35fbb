package org.sallyport.imaging.ovf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * What is asked of the virtual machine.
 *
 * @param name of the machine and of its files
 * @param release version of the product
 * @param osType vSphere's identifier of the guest operating system, such as other4xLinux64Guest
 * @param hardware vSphere's virtual hardware version, such as vmx-15
 * @param memoryMib in MiB
 */
public record VirtualMachine(
        String name,
        String release,
        String osType,
        String hardware,
        Firmware firmware,
        boolean secureBoot,
        int cpus,
        int memoryMib) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final Pattern RELEASE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~-]{0,39}");
    private static final Pattern OS_TYPE = Pattern.compile("[a-z][A-Za-z0-9_]{0,60}Guest");
    private static final Pattern HARDWARE = Pattern.compile("vmx-[0-9]{2}");

    /** Numbers of CIM_OperatingSystem.OSType for the beginnings of vSphere's names; the first that fits. */
    private static final Map<String, Integer> CIM_TYPES =
            new TreeMap<>(Map.of("centos", 107, "debian", 96, "rhel", 80, "ubuntu", 94));

    private static final int LINUX_64_BIT = 101;

    public VirtualMachine {
        List<Problem> problems = new ArrayList<>();
        check(problems, NAME, "name", name, "Take up to 80 letters, digits, dots, hyphens and underscores.");
        check(problems, RELEASE, "release", release, "Take a version such as 1.2.3.");
        check(problems, OS_TYPE, "os-type", osType, "Take a name such as other4xLinux64Guest or centos9_64Guest.");
        check(problems, HARDWARE, "hardware", hardware, "Take a version such as vmx-15.");
        if (secureBoot && firmware != Firmware.EFI) {
            problems.add(new Problem(
                    "secure-boot", firmware.toString(), "Only EFI has Secure Boot.", "Take --firmware efi."));
        }
        range(problems, "cpus", cpus, 1, 128);
        range(problems, "memory", memoryMib, 1024, 1 << 20);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** What the template calls these things. */
    Map<String, String> values() {
        return Map.of(
                "name", name,
                "release", release,
                "os.type", osType,
                "os.id", Integer.toString(cimType()),
                "hardware", hardware,
                "firmware", firmware.toString(),
                "secureBoot", Boolean.toString(secureBoot),
                "cpus", Integer.toString(cpus),
                "memory", Integer.toString(memoryMib));
    }

    private int cimType() {
        return CIM_TYPES.entrySet().stream()
                .filter(type -> osType.startsWith(type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(LINUX_64_BIT);
    }

    private static void check(List<Problem> problems, Pattern pattern, String field, String value, String remedy) {
        if (!pattern.matcher(value).matches()) {
            problems.add(new Problem(field, value, "This is none that vSphere takes.", remedy));
        }
    }

    private static void range(List<Problem> problems, String field, int value, int least, int most) {
        if (value < least || value > most) {
            problems.add(new Problem(
                    field,
                    Integer.toString(value),
                    "Out of range.",
                    "Take a number from " + least + " to " + most + "."));
        }
    }
}
