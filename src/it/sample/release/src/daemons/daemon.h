#ifndef SAMPLE_DAEMONS_DAEMON_H
#define SAMPLE_DAEMONS_DAEMON_H

#include <string>

#include "lib/flags.h"
#include "lib/http.h"
#include "lib/json.h"

namespace sample {

/// What both daemons do alike: flags, --help, --version, log, work directory, listening, TERM.
class Daemon {
 public:
  Daemon(const std::string& program, const std::string& port);

  /// Reads the flags and listens; the status to exit with, or -1 to go on.
  int start(char** environment, char** argv);

  /// Serves until TERM or INT.
  void run(Handler* handler);

  Flags& flags() { return flags_; }
  const std::string& ip() const { return flags_.get("ip"); }
  int port() const { return server_.port(); }
  /// The name to tell others: --hostname or the IP address.
  std::string hostname() const;
  double startTime() const { return startTime_; }
  double uptime() const;
  Json flagsJson() const;
  /// Says what is wrong with a flag's value, as Mesos does; the status to exit with.
  int fail(const std::string& message) const;

 private:
  std::string program_;
  Flags flags_;
  HttpServer server_;
  double startTime_;
  double startMonotonic_;
};

/// Makes a directory and those above it; false if it cannot be written then.
bool makeDirectories(const std::string& path);

/// The directories of the web pages and of the executor, as configure was told.
extern const char* const kWebui;
extern const char* const kLauncher;

/// A random UUID.
std::string randomId();

/// Splits HOST:PORT; false if it is not of that form.
bool parseEndpoint(const std::string& text, std::string* host, int* port);

/// "cpus:2;mem:1024;ports:[1-2]" as an object; numbers stay numbers.
Json pairsJson(const std::string& text);

}  // namespace sample

#endif
