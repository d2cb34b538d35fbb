package org.sallyport.core.control.setup;

import java.util.List;
import org.sallyport.base.problem.Problem;

/**
 * How far the set-up is.
 *
 * @param version of the product
 * @param done whether answers are in force; they are not taken again then
 * @param source of answers that were refused, for people; empty when there were none
 * @param problems why they were refused
 */
public record SetUpState(String version, boolean done, String source, List<Problem> problems) {
    public SetUpState {
        problems = List.copyOf(problems);
    }
}
