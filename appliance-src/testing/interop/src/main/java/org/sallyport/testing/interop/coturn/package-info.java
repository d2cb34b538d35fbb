/** Client and peer of coturn as programs in a namespace; its server is not used. */
@NullMarked
package org.sallyport.testing.interop.coturn;

import org.jspecify.annotations.NullMarked;
