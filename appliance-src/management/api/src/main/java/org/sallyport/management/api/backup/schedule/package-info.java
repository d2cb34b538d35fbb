/**
 * Backups that are made by themselves: when, how many are kept, and the folder at another machine where each is sent.
 */
@NullMarked
package org.sallyport.management.api.backup.schedule;

import org.jspecify.annotations.NullMarked;
