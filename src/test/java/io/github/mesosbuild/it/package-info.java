/**
 * What the invoker projects run against: the sample release of {@code src/it/sample}, packed, digested and signed, and
 * a server that offers it on loopback. Test code.
 */
package io.github.mesosbuild.it;
