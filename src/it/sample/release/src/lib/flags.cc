#include "lib/flags.h"

#include <cctype>
#include <cstdio>

#include "lib/strings.h"

namespace sample {

void Flags::add(const std::string& name, const std::string& help) { flags_[name] = Flag{help, false, ""}; }

void Flags::add(const std::string& name, const std::string& help, const std::string& value) {
  flags_[name] = Flag{help, false, value};
  values_[name] = value;
}

void Flags::addBoolean(const std::string& name, const std::string& help, bool value) {
  const std::string text = value ? "true" : "false";
  flags_[name] = Flag{help, true, text};
  values_[name] = text;
}

namespace {

// A pointer in an ordered comparison with zero: an error since GCC 7.
bool hasArguments(char** argv) { return argv > 0; }

bool readFile(const std::string& path, std::string* content) {
  std::FILE* file = std::fopen(path.c_str(), "r");
  if (file == nullptr) return false;
  char buffer[4096];
  std::size_t count;
  content->clear();
  while ((count = std::fread(buffer, 1, sizeof(buffer), file)) > 0) content->append(buffer, count);
  std::fclose(file);
  *content = trim(*content);
  return true;
}

}  // namespace

std::string Flags::load(char** environment, char** argv) {
  const std::string prefix = "MESOS_";
  std::map<std::string, bool> given;
  for (char** entry = environment; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const std::size_t equals = text.find('=');
    if (!startsWith(text, prefix) || equals == std::string::npos) continue;
    const std::string name = lower(text.substr(prefix.size(), equals - prefix.size()));
    if (flags_.count(name) == 0) continue;
    const std::string error = set(name, text.substr(equals + 1), true);
    if (!error.empty()) return error;
    given[name] = true;
  }
  if (!hasArguments(argv)) return "";
  for (char** argument = argv + 1; *argument != nullptr; ++argument) {
    const std::string text = trim(*argument);
    if (text == "--") break;
    if (!startsWith(text, "--")) continue;
    const std::size_t equals = text.find('=');
    const bool hasValue = equals != std::string::npos;
    std::string name = lower(text.substr(2, hasValue ? equals - 2 : std::string::npos));
    bool negated = false;
    if (flags_.count(name) == 0 && startsWith(name, "no-") && flags_.count(name.substr(3)) != 0) {
      name = name.substr(3);
      negated = true;
    }
    if (flags_.count(name) == 0) return "Failed to load unknown flag '" + name + "'";
    if (given.count(name) != 0) return "Duplicate flag '" + name + "' on command line";
    if (negated && !flags_.at(name).boolean) {
      return "Failed to load non-boolean flag '" + name + "' via 'no-" + name + "'";
    }
    const std::string error =
        set(name, negated ? "false" : hasValue ? text.substr(equals + 1) : "", hasValue || negated);
    if (!error.empty()) return error;
    given[name] = true;
  }
  return "";
}

std::string Flags::set(const std::string& name, const std::string& value, bool given) {
  const bool boolean = flags_.at(name).boolean;
  std::string text = value;
  if (!given) {
    if (!boolean) return "Failed to load non-boolean flag '" + name + "': Missing value";
    text = "true";
  }
  if (startsWith(text, "file://")) {
    const std::string path = text.substr(7);
    if (!readFile(path, &text)) return "Failed to load flag '" + name + "': Error reading file '" + path + "'";
  }
  if (boolean) {
    if (text == "1") text = "true";
    if (text == "0") text = "false";
    if (text != "true" && text != "false") {
      return "Failed to load flag '" + name + "': Failed to load value '" + text + "': Expecting a boolean";
    }
  }
  values_[name] = text;
  return "";
}

std::string Flags::usage(const std::string& program, const std::string& message) const {
  std::string text = message.empty() ? "" : message + "\n\n";
  text += "Usage: " + program + " [options]\n\n";
  for (const auto& entry : flags_) {
    const std::string flag = entry.second.boolean ? "--[no-]" + entry.first : "--" + entry.first + "=VALUE";
    text += format("  %-28s %s", flag.c_str(), entry.second.help.c_str());
    text += entry.second.value.empty() ? "\n" : " (default: " + entry.second.value + ")\n";
  }
  return text;
}

}  // namespace sample
