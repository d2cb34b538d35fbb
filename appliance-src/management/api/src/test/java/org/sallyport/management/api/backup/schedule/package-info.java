/** Tests of plans of backups and of the targets that these are sent to. */
@NullMarked
package org.sallyport.management.api.backup.schedule;

import org.jspecify.annotations.NullMarked;
