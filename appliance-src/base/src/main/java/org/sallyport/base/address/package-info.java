/**
 * The one address model: every local address belongs to a side, is bound somewhere and is
 * known to the world under an advertised name that may differ (1:1 NAT).
 */
@NullMarked
package org.sallyport.base.address;

import org.jspecify.annotations.NullMarked;
