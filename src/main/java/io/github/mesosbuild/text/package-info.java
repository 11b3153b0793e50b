/** Text that is safe to show to a person: sanitized text, redacted secrets, quantities, tables and shell words. */
package io.github.mesosbuild.text;
