/** Documents as configuration: YAML, JSON and POM elements behind one kind of node, with limits of size and depth. Only this package uses the YAML parser. */
package io.github.mesosbuild.config;
