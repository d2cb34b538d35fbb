/**
 * The history of the settings in PostgreSQL: revisions, of which the highest is in force, and the candidate that each user
 * edits before it becomes one. A revision may have to be confirmed in time, else the one before it returns.
 */
@NullMarked
package org.sallyport.core.settings.revisions;

import org.jspecify.annotations.NullMarked;
