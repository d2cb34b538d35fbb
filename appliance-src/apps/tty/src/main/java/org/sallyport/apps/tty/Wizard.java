package org.sallyport.apps.tty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.control.nic.NicList;
import org.sallyport.core.control.nic.NicList.Nic;
import org.sallyport.core.control.setup.SetUpControl;
import org.sallyport.core.control.setup.SetUpState;

/**
 * Asks a person what a machine must know, tells at once what is wrong with an answer, and puts all answers into force or
 * none.
 */
final class Wizard {
    private static final String PREFIX = "sallyport.";

    /** As an adapter is named by the hypervisor, from one; a name that is not ours has no number. */
    private static final String OURS = "eth\\d{1,2}";

    private final Terminal terminal;
    private final SetUpControl setUp;
    private final NicControl nics;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<Question> asked = new ArrayList<>();
    private int adapters;

    Wizard(Terminal terminal, SetUpControl setUp, NicControl nics) {
        this.terminal = terminal;
        this.setUp = setUp;
        this.nics = nics;
    }

    /**
     * Asks until the machine is set up.
     *
     * @throws Terminal.GoneException when the person has gone
     */
    void run() {
        greet(setUp.state());
        adapters = showAdapters();
        for (int adapter = 1; adapter <= adapters; adapter++) {
            askOfAdapter(adapter);
        }
        terminal.line("");
        Questions.machine().forEach(this::ask);
        boolean settled = false;
        while (!settled) {
            settled = settle();
        }
    }

    private void greet(SetUpState state) {
        terminal.line("Sallyport " + state.version() + ": set-up of this machine");
        if (!state.problems().isEmpty()) {
            terminal.line("The answers of " + state.source() + " were refused:");
            state.problems().forEach(this::show);
        }
        terminal.line(
                "An empty line takes what is in brackets, a hyphen nothing. Nothing is changed before you confirm all answers.");
    }

    private int showAdapters() {
        NicList list = nics.list();
        terminal.line("");
        terminal.line("Network adapters of " + list.machine() + ":");
        List<Nic> ours =
                list.adapters().stream().filter(nic -> nic.name().matches(OURS)).toList();
        ours.forEach(nic -> terminal.line("  %s  %s  link %s  %s"
                .formatted(nic.name(), nic.mac(), nic.line().carrier().toLowerCase(Locale.ROOT), nic.reason())));
        list.findings().forEach(finding -> terminal.line("! " + finding.text() + " " + finding.remedy()));
        if (ours.isEmpty()) {
            terminal.line("There is none that can be used. Add one and start the machine anew.");
        }
        return ours.stream()
                .mapToInt(nic -> Integer.parseInt(nic.name().substring("eth".length())) + 1)
                .max()
                .orElse(0);
    }

    private void askOfAdapter(int adapter) {
        terminal.line("");
        terminal.line("eth" + (adapter - 1) + ", adapter " + adapter);
        Question roles = Questions.roles(adapter, adapters);
        ask(roles);
        String given = answers.getOrDefault(roles.key(), Questions.UNUSED);
        if (given.equals(Questions.UNUSED)) {
            String own = roles.key().substring(0, roles.key().indexOf('.') + 1);
            answers.keySet().removeIf(key -> key.startsWith(own));
            asked.removeIf(question -> question.key().startsWith(own) && !question.equals(roles));
        } else {
            boolean isExternal = given.contains("external") || given.contains("all");
            Questions.addresses(adapter, isExternal).forEach(this::ask);
        }
    }

    /** Asks until nothing is wrong with the answer itself; what is wrong with the whole shows at the end. */
    private void ask(Question question) {
        if (!asked.contains(question)) {
            asked.add(place(question), question);
        }
        String before = answers.getOrDefault(question.key(), "");
        put(question, answer(question));
        while (!isSound(question)) {
            put(question, before);
            put(question, answer(question));
        }
    }

    private String answer(Question question) {
        return question.isSecret() ? secret(question) : typed(question);
    }

    private void put(Question question, String answer) {
        if (answer.isEmpty()) {
            answers.remove(question.key());
        } else {
            answers.put(question.key(), answer);
        }
    }

    /** Behind the others of its adapter. */
    private int place(Question question) {
        int dot = question.key().indexOf('.');
        for (int i = asked.size(); dot > 0 && i > 0; i--) {
            if (asked.get(i - 1).key().startsWith(question.key().substring(0, dot + 1))) {
                return i;
            }
        }
        return asked.size();
    }

    private String typed(Question question) {
        String suggestion = answers.getOrDefault(question.key(), question.suggestion());
        String typed =
                gone(terminal.ask("  " + question.words() + (suggestion.isEmpty() ? ": " : " [" + suggestion + "]: ")));
        return typed.isEmpty() ? suggestion : typed.equals("-") ? "" : typed;
    }

    private String secret(Question question) {
        while (true) {
            String once = gone(terminal.askSecretly("  " + question.words() + ": "));
            String again = gone(terminal.askSecretly("  the same again: "));
            if (once.equals(again)) {
                return once;
            }
            terminal.line("  ! The two differ.");
        }
    }

    private static String gone(Optional<String> typed) {
        return typed.orElseThrow(Terminal.GoneException::new);
    }

    private boolean isSound(Question question) {
        if (question.isSecret() && !answers.containsKey(question.key())) {
            terminal.line("  ! Without it nobody could log in.");
            return false;
        }
        if (answers.getOrDefault(question.key(), Questions.UNUSED).equals(Questions.UNUSED)) {
            return true;
        }
        Map<String, String> given = given();
        if (question.isRoles()) {
            // Its address is asked for later, and without one its roles do not matter.
            given.putIfAbsent(PREFIX + question.key().replace(".roles", ".ipv4"), "dhcp");
        }
        List<Problem> problems = setUp.check(given).stream()
                .filter(problem -> problem.path().equals(PREFIX + question.key()))
                .toList();
        problems.forEach(this::show);
        return problems.isEmpty();
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        answers.forEach((key, value) -> {
            if (!value.equals(Questions.UNUSED)) {
                given.put(PREFIX + key, value);
            }
        });
        return given;
    }

    private void show(Problem problem) {
        terminal.line("  ! " + problem);
    }

    /** Shows all answers, and changes those that are named until they are confirmed; whether they are in force. */
    private boolean settle() {
        review();
        String word = gone(terminal.ask("yes puts this into force; a number changes that answer: "));
        if (word.equals("yes")) {
            terminal.line("One moment ...");
            List<Problem> problems = setUp.take(given());
            problems.forEach(this::show);
            return problems.isEmpty();
        }
        int number = word.matches("\\d{1,3}") ? Integer.parseInt(word) : 0;
        if (number >= 1 && number <= asked.size()) {
            change(asked.get(number - 1));
        } else {
            terminal.line("Nothing was changed.");
        }
        return false;
    }

    private void change(Question question) {
        if (question.isRoles()) {
            askOfAdapter(Integer.parseInt(question.key().replaceAll("\\D", "")));
        } else {
            ask(question);
        }
    }

    private void review() {
        terminal.line("");
        for (int i = 0; i < asked.size(); i++) {
            Question question = asked.get(i);
            String answer = answers.getOrDefault(question.key(), "-");
            terminal.line("%3d  %-24s %s".formatted(i + 1, question.key(), question.isSecret() ? "***" : answer));
        }
    }
}
