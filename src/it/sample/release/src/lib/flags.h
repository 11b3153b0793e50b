#ifndef SAMPLE_LIB_FLAGS_H
#define SAMPLE_LIB_FLAGS_H

#include <map>
#include <string>

namespace sample {

/// The flags of a daemon, read as Mesos reads its own: --name=value, --name and --no-name for booleans, MESOS_NAME
/// in the environment for known names, file:// values; given twice is an error, also once here and once there.
class Flags {
 public:
  /// A flag without a default value.
  void add(const std::string& name, const std::string& help);
  void add(const std::string& name, const std::string& help, const std::string& value);
  void addBoolean(const std::string& name, const std::string& help, bool value);

  /// The error, or nothing if all was well.
  std::string load(char** environment, char** argv);

  bool has(const std::string& name) const { return values_.count(name) != 0; }
  const std::string& get(const std::string& name) const { return values_.at(name); }
  bool isSet(const std::string& name) const { return get(name) == "true"; }
  const std::map<std::string, std::string>& values() const { return values_; }
  std::string usage(const std::string& program, const std::string& message) const;

 private:
  struct Flag {
    std::string help;
    bool boolean;
    std::string value;
  };
  std::string set(const std::string& name, const std::string& value, bool given);

  std::map<std::string, Flag> flags_;
  std::map<std::string, std::string> values_;
};

}  // namespace sample

#endif
