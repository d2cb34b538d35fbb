package org.sallyport.core.control.files;

import java.util.List;
import java.util.Map;
import org.sallyport.core.control.ControlClient;

/** The files of another process, asked through its socket. Thread-safe. */
public final class RemoteFiles implements FilesControl {
    private final ControlClient client;

    public RemoteFiles(ControlClient client) {
        this.client = client;
    }

    @Override
    public List<KeptFile> files() {
        return List.of(client.call(FileVerbs.LIST, Map.of(), KeptFile[].class));
    }

    @Override
    public void replace(List<KeptFile> files) {
        client.call(FileVerbs.REPLACE, new FileVerbs.Replace(files), Boolean.class);
    }
}
