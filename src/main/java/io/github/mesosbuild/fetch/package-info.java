/**
 * Downloads: sources, mirrors and proxies, resuming, retries, progress, and the cache of archives. Only this package uses the HTTP
 * client.
 */
package io.github.mesosbuild.fetch;
