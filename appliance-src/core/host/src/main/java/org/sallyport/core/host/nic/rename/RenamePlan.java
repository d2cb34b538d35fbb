package org.sallyport.core.host.nic.rename;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.NicInventory.PassedOver;
import org.sallyport.core.host.nic.map.NicNaming;
import org.sallyport.core.host.nic.order.Place;

/**
 * Which interface gets which name. An interface without a place that bears a name of ours must give it up, so that no role
 * is bound to it by mistake.
 *
 * @param renames new name by present name, only those that change
 * @param others names of interfaces that stay as they are
 */
public record RenamePlan(Map<String, String> renames, Set<String> others) {
    /** What an interface without a place is called, with a number. */
    public static final String SPARE = "spare";

    private static final String TEMPORARY = "nic-tmp";
    private static final Pattern OURS = Pattern.compile(Place.PREFIX + "\\d+|" + TEMPORARY + "\\d+");

    /** Names that may stand in a batch of commands; the kernel allows others. */
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,14}");

    /** The plan that gives a machine its names. */
    public static RenamePlan of(NicNaming naming) {
        Map<String, String> wanted = new TreeMap<>();
        naming.places().forEach(place -> wanted.put(place.adapter().kernelName(), place.name()));
        Set<String> taken = new HashSet<>(wanted.values());
        List<String> unplaced = new ArrayList<>();
        naming.spares().stream().map(Adapter::kernelName).forEach(unplaced::add);
        naming.passedOver().stream().map(PassedOver::name).forEach(unplaced::add);
        unplaced.stream().filter(Predicate.not(RenamePlan::isOurs)).forEach(taken::add);
        unplaced.stream().filter(RenamePlan::isOurs).sorted().forEach(name -> wanted.put(name, free(SPARE, taken)));
        Map<String, String> changes = new TreeMap<>(wanted);
        changes.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        Set<String> others = new HashSet<>(wanted.keySet());
        others.addAll(unplaced);
        others.removeAll(changes.keySet());
        return new RenamePlan(Map.copyOf(changes), Set.copyOf(others));
    }

    private static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    private static String free(String stem, Set<String> taken) {
        int number = 0;
        while (!taken.add(stem + number)) {
            number++;
        }
        return stem + number;
    }

    /** Whether every name is as it should be. */
    public boolean isEmpty() {
        return renames.isEmpty();
    }

    /** Present names that cannot be written into a batch of commands. */
    public List<String> unsoundNames() {
        return renames.keySet().stream()
                .filter(name -> !SOUND.matcher(name).matches())
                .sorted()
                .toList();
    }

    /**
     * The commands for {@code ip -batch}, one a line.
     *
     * @param isUp whether an interface is up; it will be so again
     */
    public String batch(Predicate<String> isUp) {
        Set<String> taken = new HashSet<>(others);
        taken.addAll(renames.keySet());
        taken.addAll(renames.values());
        StringBuilder away = new StringBuilder();
        StringBuilder home = new StringBuilder();
        new TreeMap<>(renames).forEach((present, name) -> {
            String temporary = free(TEMPORARY, taken);
            away.append("link set dev %s down%nlink set dev %s name %s%n".formatted(present, present, temporary));
            home.append("link set dev %s name %s%n".formatted(temporary, name));
            if (isUp.test(present)) {
                home.append("link set dev %s up%n".formatted(name));
            }
        });
        return away.append(home).toString();
    }
}
