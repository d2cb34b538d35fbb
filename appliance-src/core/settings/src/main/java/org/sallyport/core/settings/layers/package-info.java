/**
 * The layers that the settings in force are made of: built-in defaults, over them the settings file, over it the sparse
 * document of the current revision. Sections merge, lists and values are replaced (RFC 7396).
 */
@NullMarked
package org.sallyport.core.settings.layers;

import org.jspecify.annotations.NullMarked;
