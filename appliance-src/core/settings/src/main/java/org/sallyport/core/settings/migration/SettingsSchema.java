package org.sallyport.core.settings.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * The numbered form of the settings: 1 at first, and one more for each step. A step is added when a document that was right
 * would be refused or mean something else, such as for a renamed setting; a new setting with a default needs none. Steps
 * are never changed or taken away once released, {@code image/release/this} states the number for packages, and the tests keep one
 * document in each form.
 */
public final class SettingsSchema {
    /** The form of this release. */
    public static final SettingsSchema OF_THIS_RELEASE = new SettingsSchema(List.of());

    private static final int FIRST = 1;

    private final List<Step> steps;

    /** A schema whose steps lead from form 1 to 2, from 2 to 3 and so on. */
    public SettingsSchema(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Brings a document from one form to the next. */
    @FunctionalInterface
    public interface Step {
        /**
         * Changes a sparse document in place. It holds what administrators set and perhaps nothing else; secrets may be
         * sealed.
         */
        void apply(ObjectNode document);
    }

    /** The schema as it was while a form was the newest. */
    SettingsSchema at(int number) {
        return new SettingsSchema(steps.subList(0, number - FIRST));
    }

    /** The number of the form that {@link #migrate} leads to. */
    public int number() {
        return FIRST + steps.size();
    }

    /**
     * A document in the form of this schema; the one given stays as it is.
     *
     * @param from the number of the form that it is in
     * @throws InvalidInputException when that form is newer than this release knows, or none
     */
    public ObjectNode migrate(int from, ObjectNode document) {
        if (from < FIRST || from > number()) {
            throw new InvalidInputException(new Problem(
                    "settings schema",
                    Integer.toString(from),
                    "These settings are in form " + from + ", and this release knows forms " + FIRST + " to " + number()
                            + ".",
                    "Install a release that knows it."));
        }
        ObjectNode migrated = document.deepCopy();
        steps.subList(from - FIRST, steps.size()).forEach(step -> step.apply(migrated));
        return migrated;
    }
}
