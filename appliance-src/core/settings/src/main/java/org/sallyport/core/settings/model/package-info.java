/**
 * The settings as typed, immutable records, one a section. Names and units here are what
 * administrators see in the console, the API and the settings file.
 */
@NullMarked
package org.sallyport.core.settings.model;

import org.jspecify.annotations.NullMarked;
