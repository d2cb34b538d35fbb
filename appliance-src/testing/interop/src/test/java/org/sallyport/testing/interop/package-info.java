/**
 * Sallyport between real peers: director and manager run in a DMZ, SIPp calls from outside, SIPp answers inside.
 */
@NullMarked
package org.sallyport.testing.interop;

import org.jspecify.annotations.NullMarked;
