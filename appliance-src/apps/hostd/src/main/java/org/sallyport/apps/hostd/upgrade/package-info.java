/**
 * Upgrades of the machine from the request to the end, in four processes that follow each other: the verbs (while the machine
 * serves), the writing, the data of the slot (at the next start, before any service), the confirmation. What they hand on to each
 * other lies on the data partition and outlasts all of them; each file has one writer at a time.
 */
@NullMarked
package org.sallyport.apps.hostd.upgrade;

import org.jspecify.annotations.NullMarked;
