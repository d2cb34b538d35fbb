/**
 * The management API put together: openapi.yaml is the contract, the packages below hold one resource each, the composition
 * root hands in what they speak for.
 */
@NullMarked
package org.sallyport.management.api;

import org.jspecify.annotations.NullMarked;
