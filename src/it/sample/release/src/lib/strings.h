#ifndef SAMPLE_LIB_STRINGS_H
#define SAMPLE_LIB_STRINGS_H

#include <string>
#include <vector>

namespace sample {

std::string trim(const std::string& text);
std::string lower(const std::string& text);
bool startsWith(const std::string& text, const std::string& prefix);

/// The parts between the separators; empty parts are left out.
std::vector<std::string> split(const std::string& text, char separator);

/// As printf.
std::string format(const char* pattern, ...) __attribute__((format(printf, 1, 2)));

}  // namespace sample

#endif
