/** The page that shows what a build did: one HTML file without scripts or pictures of others, made from {@code report.json}. */
package io.github.mesosbuild.page;
