@NullMarked
package org.sallyport.management.cli;

import org.jspecify.annotations.NullMarked;
