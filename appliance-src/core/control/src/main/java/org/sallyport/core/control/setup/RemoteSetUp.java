package org.sallyport.core.control.setup;

import java.util.List;
import java.util.Map;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.ControlClient;

/** The set-up, asked through its socket. Thread-safe. */
public final class RemoteSetUp implements SetUpControl {
    private final ControlClient client;

    /** Over a client whose timeout is longer than interfaces take to come up. */
    public RemoteSetUp(ControlClient client) {
        this.client = client;
    }

    @Override
    public SetUpState state() {
        return client.call(SetUpVerbs.STATE, Map.of(), SetUpState.class);
    }

    @Override
    public List<Problem> check(Map<String, String> answers) {
        return List.of(client.call(SetUpVerbs.CHECK, new SetUpVerbs.Given(answers), Problem[].class));
    }

    @Override
    public List<Problem> take(Map<String, String> answers) {
        return List.of(client.call(SetUpVerbs.TAKE, new SetUpVerbs.Given(answers), Problem[].class));
    }
}
