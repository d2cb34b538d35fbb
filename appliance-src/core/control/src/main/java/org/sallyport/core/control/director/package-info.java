/**
 * What the director does for the manager: its verbs, typed on both ends. {@code DirectorVerbs} offers a
 * {@code DirectorControl} on a control socket; {@code RemoteDirector} is the same interface at the other end.
 */
@NullMarked
package org.sallyport.core.control.director;

import org.jspecify.annotations.NullMarked;
