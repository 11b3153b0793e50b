/** What a build did, put together from its recording: the figures of the report and the trace. */
package io.github.mesosbuild.summary;
