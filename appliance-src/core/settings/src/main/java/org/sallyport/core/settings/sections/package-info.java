/**
 * What can be set, declared once a section: keys, defaults, units, bounds, descriptions, and the rules between settings.
 */
@NullMarked
package org.sallyport.core.settings.sections;

import org.jspecify.annotations.NullMarked;
