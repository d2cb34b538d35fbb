package org.sallyport.core.host.firstboot;

import java.util.Optional;
import org.sallyport.core.host.guest.KvpExchange;

/** What was pushed to a guest of Hyper-V. */
final class HyperVPairs implements AnswerSource {
    static final String NAME = "Hyper-V's key-value pairs";

    private final String vendor;
    private final KvpExchange exchange;

    HyperVPairs(String vendor, KvpExchange exchange) {
        this.vendor = vendor;
        this.exchange = exchange;
    }

    @Override
    public Optional<Answers> find() {
        return vendor.startsWith("Microsoft")
                ? Answers.among(NAME, exchange.await(key -> key.startsWith(Answers.PREFIX)))
                : Optional.empty();
    }
}
