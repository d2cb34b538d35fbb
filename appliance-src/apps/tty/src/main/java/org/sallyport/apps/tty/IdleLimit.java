package org.sallyport.apps.tty;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;

/** A terminal at which a question is not awaited for ever. What runs between two questions takes as long as it takes. */
final class IdleLimit implements Terminal {
    private final Terminal terminal;
    private final Duration limit;
    private final Runnable whenIdle;
    private final Deadlines deadlines;

    /**
     * A terminal with a limit.
     *
     * @param whenIdle runs while the question is still asked
     */
    IdleLimit(Terminal terminal, Duration limit, Runnable whenIdle, Deadlines deadlines) {
        this.terminal = terminal;
        this.limit = limit;
        this.whenIdle = whenIdle;
        this.deadlines = deadlines;
    }

    @Override
    public void line(String text) {
        terminal.line(text);
    }

    @Override
    public Optional<String> ask(String prompt) {
        return within(() -> terminal.ask(prompt));
    }

    @Override
    public Optional<String> askSecretly(String prompt) {
        return within(() -> terminal.askSecretly(prompt));
    }

    private Optional<String> within(Supplier<Optional<String>> question) {
        Deadline deadline = deadlines.after("terminal-idle", limit, whenIdle);
        try {
            return question.get();
        } finally {
            deadline.cancel();
        }
    }
}
