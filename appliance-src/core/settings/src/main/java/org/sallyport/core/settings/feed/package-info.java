/**
 * How processes follow the settings: one immutable snapshot, swapped as a whole.
 */
@NullMarked
package org.sallyport.core.settings.feed;

import org.jspecify.annotations.NullMarked;
