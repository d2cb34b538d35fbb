package org.sallyport.management.api.upgrade;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.media.FoundPackage;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.operations.Operations;

/** Takes a package from a medium that is attached to the machine, as one that is uploaded: it is proven as it is read. */
final class MediumTake {
    private final MediaControl media;
    private final PackageStore store;

    MediumTake(MediaControl media, PackageStore store) {
        this.media = media;
        this.store = store;
    }

    /** Announces it, which says at once whether there is room. */
    UpgradePackage announce(FoundPackage found, String by) {
        return store.announce(found.name(), found.size(), by);
    }

    /** Reads all of it; what was announced is given up when the medium goes. */
    void run(FoundPackage found, UpgradePackage announced, Operations.Progress progress)
            throws IOException, InterruptedException {
        String id = announced.id();
        progress.detail("It comes in as package " + id + ".");
        StoredPackage target = store.get(id);
        try {
            for (long offset = 0; offset < found.size(); ) {
                byte[] piece = media.read(found.medium(), found.name(), offset, MediaControl.MOST);
                if (piece.length == 0) {
                    throw new IOException(found.name() + " ends after " + offset + " bytes.");
                }
                target.receive(offset, new ByteArrayInputStream(piece));
                offset += piece.length;
                progress.done(piece.length);
                if (Thread.interrupted()) {
                    throw new InterruptedException("It was cancelled.");
                }
            }
            progress.detail("It came in as package " + id + ".");
        } catch (ProblemException e) {
            progress.failed(e.getMessage() + " See the package's problems.");
        } catch (IOException | InterruptedException | ControlException e) {
            store.remove(id);
            throw e;
        }
    }
}
