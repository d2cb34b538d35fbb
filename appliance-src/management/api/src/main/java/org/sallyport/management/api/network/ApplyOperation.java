package org.sallyport.management.api.network;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.sallyport.management.api.operations.Operation;
import org.sallyport.management.api.operations.Operations;

/** A change of the machine as an operation: it runs until the change is kept or undone. Thread-safe. */
final class ApplyOperation {
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final String id;

    private enum How {
        GOING_ON,
        KEPT,
        UNDONE
    }

    private record Step(How how, String text) {}

    ApplyOperation(Operations operations, long revision, String author) {
        Operation started = operations.startUncancellable(
                "network.apply", author, "The machine takes over revision " + revision + ".", this::run);
        this.id = started.id();
    }

    String id() {
        return id;
    }

    void says(String text) {
        steps.add(new Step(How.GOING_ON, text));
    }

    void kept(String text) {
        steps.add(new Step(How.KEPT, text));
    }

    void undone(String why) {
        steps.add(new Step(How.UNDONE, why));
    }

    private void run(Operations.Progress progress, Path result) throws InterruptedException {
        while (true) {
            Step step = steps.take();
            switch (step.how) {
                case GOING_ON -> progress.detail(step.text);
                case KEPT -> {
                    progress.detail(step.text);
                    return;
                }
                case UNDONE -> {
                    progress.failed(step.text);
                    return;
                }
            }
        }
    }
}
