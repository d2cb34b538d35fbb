/**
 * Settings: effective values, candidate, commit on trial, revisions.
 */
@NullMarked
package org.sallyport.management.api.settings;

import org.jspecify.annotations.NullMarked;
