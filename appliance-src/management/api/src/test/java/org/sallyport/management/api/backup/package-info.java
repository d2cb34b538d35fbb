/** What backups hold, apart from how they are asked for. */
@NullMarked
package org.sallyport.management.api.backup;

import org.jspecify.annotations.NullMarked;
