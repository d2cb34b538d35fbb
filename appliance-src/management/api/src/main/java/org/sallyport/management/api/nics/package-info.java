/**
 * The machine's network adapters: operations on them, and the alarms that their findings are.
 */
@NullMarked
package org.sallyport.management.api.nics;

import org.jspecify.annotations.NullMarked;
