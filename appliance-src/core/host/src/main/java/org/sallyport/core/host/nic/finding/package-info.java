/**
 * What an administrator should know of the adapters: typed, with words and a remedy, so that console, API, screen and
 * report show the same. Values only.
 */
@NullMarked
package org.sallyport.core.host.nic.finding;

import org.jspecify.annotations.NullMarked;
