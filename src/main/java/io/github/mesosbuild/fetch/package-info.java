/** Bytes arriving: sources in order, resume, retries, proxies, the cache of archives and progress. The only room that sees the HTTP client. */
package io.github.mesosbuild.fetch;
