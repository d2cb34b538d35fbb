package org.sallyport.management.api.upgrade;

import java.util.Optional;

/** A machine that belongs to no pair: it is always its turn, and there is nowhere to move calls to. */
public final class StandingAlone implements NodePair {
    @Override
    public Finding finding() {
        return Finding.good("pair", "This machine stands alone: while it changes over, nobody carries its calls.");
    }

    @Override
    public Optional<String> takeTurn() {
        return Optional.empty();
    }

    @Override
    public boolean moveCalls() {
        return true;
    }

    @Override
    public void leaveTurn() {}
}
