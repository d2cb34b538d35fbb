package org.sallyport.core.control.host;

import java.util.List;
import org.sallyport.base.problem.Problem;

/**
 * What settings would do to the machine.
 *
 * @param problems all that is wrong with them; nothing is done while there are any
 * @param files of the system that would change
 */
public record NetworkPlan(List<Problem> problems, List<String> files) {}
