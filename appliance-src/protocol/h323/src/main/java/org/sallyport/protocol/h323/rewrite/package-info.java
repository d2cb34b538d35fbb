/**
 * Goes through messages, with everything encoded within them, and puts other transport addresses and per-gatekeeper identifiers
 * into the places of those that are there. Which members hold some comes from the schema, so none is forgotten.
 */
@NullMarked
package org.sallyport.protocol.h323.rewrite;

import org.jspecify.annotations.NullMarked;
