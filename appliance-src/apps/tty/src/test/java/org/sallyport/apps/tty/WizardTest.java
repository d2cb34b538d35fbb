package org.sallyport.apps.tty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.nic.NicChange;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.Line;
import org.sallyport.core.control.nic.NicList.Nic;
import org.sallyport.core.control.nic.NicList.NicFinding;
import org.sallyport.core.control.setup.SetUpControl;
import org.sallyport.core.control.setup.SetUpState;

class WizardTest {
    private static final List<String> MACHINE = List.of("gate", "", "", "", "", "", "");
    private static final List<String> SECRET = List.of("a long enough one", "a long enough one");

    /** It wants a role where there is an address, and a dot in a router, and remembers what it took. */
    private static final class TwoRules implements SetUpControl {
        final List<Map<String, String>> taken = new ArrayList<>();
        private final List<Problem> before;
        private final List<Problem> ofTheWhole = new ArrayList<>();

        TwoRules(List<Problem> before) {
            this.before = before;
        }

        @Override
        public SetUpState state() {
            return new SetUpState("1.2.3", false, "the configuration drive", before);
        }

        @Override
        public List<Problem> check(Map<String, String> answers) {
            for (String key : answers.keySet()) {
                String roles = key.replace(".ipv4", ".roles");
                if (key.endsWith(".ipv4") && !answers.containsKey(roles)) {
                    return List.of(new Problem(roles, "", "It is missing.", "Give one."));
                }
            }
            return answers.entrySet().stream()
                    .filter(answer -> answer.getKey().endsWith("gateway"))
                    .filter(answer -> !answer.getValue().contains("."))
                    .map(answer -> new Problem(answer.getKey(), answer.getValue(), "It is no router.", "Give one."))
                    .toList();
        }

        @Override
        public List<Problem> take(Map<String, String> answers) {
            taken.add(answers);
            List<Problem> found = List.copyOf(ofTheWhole);
            ofTheWhole.clear();
            return found;
        }
    }

    /** So many adapters, and nothing to do with them. */
    private record Adapters(int count) implements NicControl {
        @Override
        public NicList list() {
            List<Nic> nics = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                nics.add(new Nic(
                        "eth" + i,
                        "eth" + i,
                        "52:54:00:00:00:0" + i,
                        "virtio_net",
                        "pci",
                        Optional.empty(),
                        Optional.empty(),
                        "PCI_PATH",
                        "slot " + i,
                        new Line("UP", Optional.empty(), 1)));
            }
            return new NicList(
                    "a test machine",
                    false,
                    nics,
                    List.of(),
                    List.of(),
                    List.of(new NicFinding("UNVERIFIED", "WARNING", "It is a guess.", "Look.")));
        }

        @Override
        public void blink(String name, Duration duration) {}

        @Override
        public void listen(Duration duration) {}

        @Override
        public NicChange swap(String one, String other) {
            return new NicChange(false);
        }

        @Override
        public NicChange pin(String name, String adapter) {
            return new NicChange(false);
        }

        @Override
        public void confirm() {}

        @Override
        public List<String> report() {
            return List.of();
        }
    }

    private final TwoRules machine = new TwoRules(List.of());

    private ScriptedTerminal play(int adapters, List<?>... parts) {
        List<String> typed = new ArrayList<>();
        for (List<?> part : parts) {
            part.forEach(line -> typed.add((String) line));
        }
        ScriptedTerminal terminal = new ScriptedTerminal(typed);
        new Wizard(terminal, machine, new Adapters(adapters)).run();
        return terminal;
    }

    @Test
    void asksOneAdapterForItsAddressAndSuggestsTheRest() {
        ScriptedTerminal terminal = play(1, List.of("", "", "", "", "", ""), MACHINE, SECRET, List.of("yes"));

        assertThat(machine.taken)
                .containsExactly(Map.of(
                        "sallyport.nic1.roles", "all",
                        "sallyport.nic1.ipv4", "dhcp",
                        "sallyport.hostname", "gate",
                        "sallyport.time-zone", "UTC",
                        "sallyport.admin-secret", "a long enough one"));
        assertThat(terminal.screen())
                .contains("Sallyport 1.2.3")
                .contains("eth0  52:54:00:00:00:00  link up  slot 0")
                .contains("! It is a guess. Look.")
                .doesNotContain("a long enough one");
    }

    @Test
    void namesWhatIsWrongWithAnAnswerAndAsksAgain() {
        ScriptedTerminal terminal = play(
                1, List.of("", "192.0.2.1/24", "router", "192.0.2.1", "", "", ""), MACHINE, SECRET, List.of("yes"));

        assertThat(terminal.seen).contains("  ! sallyport.nic1.ipv4-gateway = router: It is no router. Give one.");
        assertThat(machine.taken.getFirst()).containsEntry("sallyport.nic1.ipv4-gateway", "192.0.2.1");
    }

    @Test
    void leavesAnAdapterWithoutRoleUnused() {
        play(2, List.of("all", "192.0.2.1/24", "", "", "", ""), List.of("none"), MACHINE, SECRET, List.of("yes"));

        assertThat(machine.taken.getFirst().keySet()).noneMatch(key -> key.startsWith("sallyport.nic2"));
    }

    @Test
    void changesAnAnswerByItsNumberAndAsksForAnAdapterThatGotARole() {
        ScriptedTerminal terminal = play(
                2,
                List.of("all", "192.0.2.1/24", "", "", "", ""),
                List.of("none"),
                MACHINE,
                SECRET,
                List.of("2", "192.0.2.9/24", "7", "internal", "10.0.0.1/24", "", "", "", "99", "yes"));

        assertThat(machine.taken)
                .singleElement()
                .satisfies(answers -> assertThat(answers)
                        .containsEntry("sallyport.nic1.ipv4", "192.0.2.9/24")
                        .containsEntry("sallyport.nic2.roles", "internal")
                        .containsEntry("sallyport.nic2.ipv4", "10.0.0.1/24"));
        assertThat(terminal.screen()).contains("  8  nic2.ipv4                10.0.0.1/24");
    }

    @Test
    void wantsAPasswordTwiceAlike() {
        ScriptedTerminal terminal = play(
                1,
                List.of("", "", "", "", "", ""),
                MACHINE,
                List.of("", "", "one long enough", "another long enough"),
                SECRET,
                List.of("yes"));

        assertThat(terminal.screen()).contains("nobody could log in").contains("The two differ");
        assertThat(machine.taken.getFirst()).containsEntry("sallyport.admin-secret", "a long enough one");
    }

    @Test
    void goesOnUntilTheWholeIsTaken() {
        machine.ofTheWhole.add(new Problem("sallyport.nicN.roles", "", "Nobody is inside.", "Give a role."));

        ScriptedTerminal terminal = play(1, List.of("", "", "", "", "", ""), MACHINE, SECRET, List.of("yes", "yes"));

        assertThat(machine.taken).hasSize(2);
        assertThat(terminal.screen()).contains("Nobody is inside. Give a role.");
    }

    @Test
    void tellsWhyAnswersFromElsewhereWereRefused() {
        TwoRules refused =
                new TwoRules(List.of(new Problem("sallyport.hostname", "gate_1", "It is none.", "Mend it.")));
        ScriptedTerminal terminal = new ScriptedTerminal(List.of());

        assertThatThrownBy(() -> new Wizard(terminal, refused, new Adapters(1)).run())
                .isInstanceOf(Terminal.GoneException.class);
        assertThat(terminal.screen())
                .contains("The answers of the configuration drive were refused:")
                .contains("sallyport.hostname = gate_1: It is none. Mend it.");
        assertThat(refused.taken).isEmpty();
    }
}
