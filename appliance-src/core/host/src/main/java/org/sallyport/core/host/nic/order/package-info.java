/**
 * Which adapter is the first: a pure function of the inventory. Each rule looks at one witness and either decides or says
 * why it cannot; the first that decides wins. The kernel's names and its order of enumeration are never looked at.
 */
@NullMarked
package org.sallyport.core.host.nic.order;

import org.jspecify.annotations.NullMarked;
