/**
 * The machines of a real cluster: a description of hosts, roles and flags that is validated as a unit, the files that each machine
 * needs, their installation under a root, and the comparison of a running machine with its description.
 */
package io.github.mesosbuild.node;
