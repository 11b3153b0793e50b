#include "daemons/daemon.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "lib/duration.h"
#include "lib/log.h"
#include "lib/strings.h"
#include "sample/version.h"

namespace sample {

const char* const kWebui = PKGDATADIR "/webui";
const char* const kLauncher = PKGLIBEXECDIR;
namespace {

int stopPipe[2];

void onSignal(int) {
  if (write(stopPipe[1], "x", 1) < 0) _exit(1);
}

}  // namespace

Daemon::Daemon(const std::string& program, const std::string& port)
    : program_(program), startTime_(now()), startMonotonic_(monotonic()) {
  flags_.addBoolean("help", "Prints this help message", false);
  flags_.addBoolean("version", "Show version and exit.", false);
  flags_.addBoolean("quiet", "Disable logging to stderr", false);
  flags_.add("ip", "IP address to listen on", "127.0.0.1");
  flags_.add("port", "Port to listen on; 0 takes a free one", port);
  flags_.add("hostname", "The hostname to advertise; the IP address if it is not given");
  flags_.add("log_dir", "Directory path to put log files (nothing is written to disk unless specified)");
}

int Daemon::start(char** environment, char** argv) {
  const std::string error = flags_.load(environment, argv);
  if (!error.empty()) return fail(error);
  if (flags_.isSet("help")) {
    std::fputs(flags_.usage(program_, "").c_str(), stdout);
    return 0;
  }
  if (flags_.isSet("version")) {
    std::printf("mesos %s\n", version());
    return 0;
  }
  if (!openLog(program_, flags_.has("log_dir") ? flags_.get("log_dir") : "", flags_.isSet("quiet"))) {
    return fail("Could not create a log file in '" + flags_.get("log_dir") + "'");
  }
  if (flags_.has("work_dir") && !makeDirectories(flags_.get("work_dir"))) {
    return fail("Failed to create the work directory '" + flags_.get("work_dir") + "'");
  }
  char* end = nullptr;
  const long port = std::strtol(flags_.get("port").c_str(), &end, 10);
  if (*end != '\0' || port < 0 || port > 65535) {
    return fail("Failed to load flag 'port': Failed to load value '" + flags_.get("port") + "'");
  }
  const std::string bound = server_.listen(ip(), static_cast<int>(port));
  if (!bound.empty()) {
    LOG_ERROR(bound);
    return 1;
  }
  if (pipe(stopPipe) != 0) return 1;
  fcntl(stopPipe[0], F_SETFD, FD_CLOEXEC);
  fcntl(stopPipe[1], F_SETFD, FD_CLOEXEC);
  signal(SIGTERM, onSignal);
  signal(SIGINT, onSignal);
  signal(SIGPIPE, SIG_IGN);
  return -1;
}

void Daemon::run(Handler* handler) {
  LOG_INFO(format("%s %s listens on %s:%d", program_.c_str(), version(), ip().c_str(), port()));
  server_.serve(handler, stopPipe[0]);
  LOG_INFO(program_ + " ends");
}

std::string Daemon::hostname() const { return flags_.has("hostname") ? flags_.get("hostname") : ip(); }

double Daemon::uptime() const { return monotonic() - startMonotonic_; }

Json Daemon::flagsJson() const {
  Json json = Json::object();
  for (const auto& flag : flags_.values()) json.set(flag.first, flag.second);
  return json;
}

int Daemon::fail(const std::string& message) const {
  std::fprintf(stderr, "%s\n", flags_.usage(program_, message).c_str());
  return 1;
}

bool makeDirectories(const std::string& path) {
  for (std::size_t i = 1; i <= path.size(); ++i) {
    if (i == path.size() || path[i] == '/') mkdir(path.substr(0, i).c_str(), 0755);
  }
  return access(path.c_str(), W_OK) == 0;
}

std::string randomId() {
  unsigned char bytes[16] = {};
  const int descriptor = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || read(descriptor, bytes, sizeof(bytes)) < 0) std::abort();
  close(descriptor);
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  std::string id;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
    id += format("%02x", bytes[i]);
  }
  return id;
}

bool parseEndpoint(const std::string& text, std::string* host, int* port) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  *host = text.substr(0, colon);
  *port = std::atoi(text.c_str() + colon + 1);
  return *port > 0 && *port < 65536 && text.find('/') == std::string::npos;
}

Json pairsJson(const std::string& text) {
  Json json = Json::object();
  for (const std::string& pair : split(text, ';')) {
    const std::size_t colon = pair.find(':');
    if (colon == std::string::npos) continue;
    const std::string name = pair.substr(0, pair.find_first_of("(:"));
    const std::string value = pair.substr(colon + 1);
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (!value.empty() && *end == '\0') {
      json.set(name, number);
    } else {
      json.set(name, value);
    }
  }
  return json;
}

}  // namespace sample
