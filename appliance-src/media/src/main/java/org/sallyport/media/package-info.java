/**
 * What services ask of the media plane. Streams are opened and changed by signalling threads;
 * packets move on the relay's own threads.
 */
@NullMarked
package org.sallyport.media;

import org.jspecify.annotations.NullMarked;
