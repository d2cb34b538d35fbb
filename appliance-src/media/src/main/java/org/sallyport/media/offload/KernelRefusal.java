package org.sallyport.media.offload;

import java.io.IOException;
import java.io.Serial;

/** The kernel refused what it was told; nothing of it holds. */
final class KernelRefusal extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int NOT_PERMITTED = 1;
    private static final int NO_SUCH = 2;
    private static final int NOT_SUPPORTED = 95;

    private final int error;

    /**
     * @param error its error number (errno(3))
     * @param said what it says of it, may be empty
     */
    KernelRefusal(int error, String said) {
        super(reason(error) + (said.isEmpty() ? "" : ": " + said));
        this.error = error;
    }

    int error() {
        return error;
    }

    private static String reason(int error) {
        return switch (error) {
            case NOT_PERMITTED ->
                "the process may not change the kernel's tables (CAP_NET_ADMIN), or another one holds ours";
            case NO_SUCH, NOT_SUPPORTED ->
                "the kernel lacks nf_tables for devices, or one of its parts (error " + error + ")";
            default -> "the kernel refused with error " + error;
        };
    }
}
