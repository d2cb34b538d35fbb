/** Upgrades: packages as they come in and are proven, and the attempts to change over to them. */
@NullMarked
package org.sallyport.management.api.upgrade;

import org.jspecify.annotations.NullMarked;
