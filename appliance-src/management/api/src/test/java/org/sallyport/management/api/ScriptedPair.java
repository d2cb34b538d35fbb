package org.sallyport.management.api;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.management.api.upgrade.Finding;
import org.sallyport.management.api.upgrade.NodePair;

/** Another node that does what a test says. */
final class ScriptedPair implements NodePair {
    volatile Finding finding = Finding.good("pair", "The other node is ready.");
    volatile Optional<String> objection = Optional.empty();
    volatile boolean hasTakenCalls = true;
    volatile boolean hasTurn;
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public Finding finding() {
        return finding;
    }

    @Override
    public Optional<String> takeTurn() {
        hasTurn = objection.isEmpty();
        return objection;
    }

    @Override
    public boolean moveCalls() {
        asked.incrementAndGet();
        return hasTakenCalls;
    }

    @Override
    public void leaveTurn() {
        hasTurn = false;
    }
}
