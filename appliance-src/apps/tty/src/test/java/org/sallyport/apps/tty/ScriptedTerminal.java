package org.sallyport.apps.tty;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A person who answers as written beforehand and then goes away; what they saw is kept. */
final class ScriptedTerminal implements Terminal {
    final List<String> seen = new ArrayList<>();
    private final Deque<String> typed;

    ScriptedTerminal(List<String> typed) {
        this.typed = new ArrayDeque<>(typed);
    }

    @Override
    public void line(String text) {
        seen.add(text);
    }

    @Override
    public Optional<String> ask(String prompt) {
        seen.add(prompt + typed.peek());
        return Optional.ofNullable(typed.poll());
    }

    @Override
    public Optional<String> askSecretly(String prompt) {
        seen.add(prompt);
        return Optional.ofNullable(typed.poll());
    }

    String screen() {
        return String.join("\n", seen);
    }
}
