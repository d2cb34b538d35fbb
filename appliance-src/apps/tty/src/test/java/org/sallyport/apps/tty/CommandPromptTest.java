package org.sallyport.apps.tty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandPromptTest {
    private final List<List<String>> commands = new ArrayList<>();

    private void play(int loginStatus, String... typed) {
        new CommandPrompt(new ScriptedTerminal(List.of(typed)), arguments -> {
                    commands.add(arguments);
                    return arguments.getFirst().equals("login") ? loginStatus : 0;
                })
                .run();
    }

    @Test
    void handsLinesToTheCommandAndToNothingElse() {
        play(0, "admin", "nic list", "", "sallyport status", "$(reboot); sh -c 'id; id' | \"a b\"", "exit", "never");

        assertThat(commands)
                .containsExactly(
                        List.of("login", "--", "admin"),
                        List.of("nic", "list"),
                        List.of("status"),
                        List.of("$(reboot);", "sh", "-c", "id; id", "|", "a b"),
                        List.of("logout"));
    }

    @Test
    void letsNobodyInWhoCannotLogIn() {
        play(3, "stranger", "nic list");
        play(0, "");

        assertThat(commands).containsExactly(List.of("login", "--", "stranger"));
    }

    @Test
    void takesNoOptionForAUser() {
        play(0, "--url=https://elsewhere.example", "exit");

        assertThat(commands.getFirst()).containsExactly("login", "--", "--url=https://elsewhere.example");
    }

    @Test
    void logsOutWhenThePersonHasGone() {
        play(0, "admin", "status");

        assertThat(commands.getLast()).containsExactly("logout");
    }
}
