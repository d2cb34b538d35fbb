/** Tests of the alarms on network adapters. */
@NullMarked
package org.sallyport.management.api.nics;

import org.jspecify.annotations.NullMarked;
