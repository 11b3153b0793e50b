/** Programs that stand before the compiler and save work (ccache, sccache) or spread it over machines (distcc, icecc). */
package io.github.mesosbuild.launcher;
