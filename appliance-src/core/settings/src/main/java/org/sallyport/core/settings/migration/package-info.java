/**
 * The forms that documents of settings have had, and the steps from each to the next. Documents are kept in the form that
 * they were written in and migrate as they are read, so an older release still finds its own as it left them.
 */
@NullMarked
package org.sallyport.core.settings.migration;

import org.jspecify.annotations.NullMarked;
