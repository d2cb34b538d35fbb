package org.sallyport.protocol.h323.nested;

import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h450.ActivateDiversionQArg;
import org.sallyport.protocol.h323.h450.CTActiveArg;
import org.sallyport.protocol.h323.h450.CTCompleteArg;
import org.sallyport.protocol.h323.h450.CTIdentifyRes;
import org.sallyport.protocol.h323.h450.CTInitiateArg;
import org.sallyport.protocol.h323.h450.CTSetupArg;
import org.sallyport.protocol.h323.h450.CTUpdateArg;
import org.sallyport.protocol.h323.h450.CallReroutingArg;
import org.sallyport.protocol.h323.h450.CheckRestrictionArg;
import org.sallyport.protocol.h323.h450.Code;
import org.sallyport.protocol.h323.h450.DeactivateDiversionQArg;
import org.sallyport.protocol.h323.h450.DivertingLegInformation1Arg;
import org.sallyport.protocol.h323.h450.DivertingLegInformation2Arg;
import org.sallyport.protocol.h323.h450.DivertingLegInformation3Arg;
import org.sallyport.protocol.h323.h450.DivertingLegInformation4Arg;
import org.sallyport.protocol.h323.h450.InterrogateDiversionQArg;
import org.sallyport.protocol.h323.per.PerType;

/** Operations of H.450.2 (call transfer) and H.450.3 (call diversion) that carry addresses, by their local codes. */
public final class Operation {
    private Operation() {}

    /** The type of this operation's argument, as far as it carries addresses. */
    public static @Nullable PerType<?> argumentType(Code code) {
        return switch (local(code)) {
            case 9 -> CTInitiateArg.TYPE;
            case 10 -> CTSetupArg.TYPE;
            case 11 -> CTActiveArg.TYPE;
            case 12 -> CTCompleteArg.TYPE;
            case 13 -> CTUpdateArg.TYPE;
            case 15 -> ActivateDiversionQArg.TYPE;
            case 16 -> DeactivateDiversionQArg.TYPE;
            case 17 -> InterrogateDiversionQArg.TYPE;
            case 18 -> CheckRestrictionArg.TYPE;
            case 19 -> CallReroutingArg.TYPE;
            case 20 -> DivertingLegInformation1Arg.TYPE;
            case 21 -> DivertingLegInformation2Arg.TYPE;
            case 22 -> DivertingLegInformation3Arg.TYPE;
            case 100 -> DivertingLegInformation4Arg.TYPE;
            default -> null;
        };
    }

    /** The type of this operation's result, as far as it carries addresses. */
    public static @Nullable PerType<?> resultType(Code code) {
        return local(code) == 7 ? CTIdentifyRes.TYPE : null;
    }

    private static int local(Code code) {
        return code instanceof Code.Local(long local) && local == (int) local ? (int) local : -1;
    }
}
