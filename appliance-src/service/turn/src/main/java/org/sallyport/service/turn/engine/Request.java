package org.sallyport.service.turn.engine;

import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.auth.Authentication.Proven;

/** A request of somebody who has proved himself, with all that its handler needs. */
record Request(StunMessage message, TurnClient client, Proven sender, long nowNanos) {}
