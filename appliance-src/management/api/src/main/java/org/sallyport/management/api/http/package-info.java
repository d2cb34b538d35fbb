/**
 * HTTP as the resources see it: routes that declare who may call them, requests, answers, RFC 9457 problems; and the one
 * server that carries them. Each request runs on a virtual thread of its own.
 */
@NullMarked
package org.sallyport.management.api.http;

import org.jspecify.annotations.NullMarked;
