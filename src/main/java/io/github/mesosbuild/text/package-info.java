/** What a person may be shown: sanitized text, redacted secrets, quantities, tables and shell words. */
package io.github.mesosbuild.text;
