/**
 * The packet filter of the machine as a ruleset of nftables: a pure function from the settings, in which only what a
 * listener, a media range or a switch asks for is let in, and all else is dropped and counted by its reason.
 */
@NullMarked
package org.sallyport.core.host.firewall;

import org.jspecify.annotations.NullMarked;
