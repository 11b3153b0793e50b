/** The pages that show what a build did and what happened to a cluster: one HTML file each, without scripts or pictures of others, made from {@code report.json}. */
package io.github.mesosbuild.page;
