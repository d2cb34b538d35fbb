/** Tests of upgrades: a machine in a directory, its slots in files. */
@NullMarked
package org.sallyport.apps.hostd.upgrade;

import org.jspecify.annotations.NullMarked;
