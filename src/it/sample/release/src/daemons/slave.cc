#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "daemons/daemon.h"
#include "daemons/zookeeper.h"
#include "lib/duration.h"
#include "lib/log.h"
#include "lib/strings.h"
#include "sample/version.h"

extern char** environ;

namespace sample {
namespace {

/// Tells the master every second, from a thread of its own, that this slave is there.
class Slave : public Handler {
 public:
  Slave(Daemon* daemon, const std::string& master)
      : daemon_(daemon), master_(master), tasks_(0), registered_(false), stop_(false) {
    if (startsWith(master, "zk://")) election_.reset(new Election(master, ""));
    pthread_mutex_init(&mutex_, nullptr);
    pthread_cond_init(&condition_, nullptr);
    pthread_create(&thread_, nullptr, &Slave::registerForever, this);
  }

  ~Slave() override {
    pthread_mutex_lock(&mutex_);
    stop_ = true;
    pthread_cond_signal(&condition_);
    pthread_mutex_unlock(&mutex_);
    pthread_join(thread_, nullptr);
  }

  Response handle(const Request& request) override {
    const std::string& path = request.path;
    if (path == "/sample/launch" && request.method == "POST") return launch(parseForm(request.body)["command"]);
    if (request.method != "GET") return {405, "", "", ""};
    if (path == "/health" || path == "/slave(1)/health") return {200, "", "", ""};
    if (path == "/state.json" || path == "/slave(1)/state.json" || path == "/slave(1)/state") return json(state());
    if (path == "/metrics/snapshot") return json(metrics());
    return {404, "", "", ""};
  }

  void tick() override {
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
  }

 private:
  static Response json(const Json& body) { return {200, "application/json", body.str(), ""}; }

  /// Runs a command as a task: in a sandbox, in a session of its own, as Mesos's launcher does.
  Response launch(const std::string& command) {
    const Flags& flags = daemon_->flags();
    const std::string sandbox = flags.get("work_dir") + "/slaves/S0/frameworks/F0/executors/" +
                                format("task-%d", ++tasks_) + "/runs/" + randomId();
    if (!makeDirectories(sandbox)) return {500, "", "", ""};
    const std::string executor = flags.get("launcher_dir") + "/sample-executor";
    const std::string out = sandbox + "/stdout";
    const std::string err = sandbox + "/stderr";
    const pid_t pid = fork();
    if (pid < 0) return {500, "", "", ""};
    if (pid == 0) {
      setsid();
      const int mode = O_WRONLY | O_CREAT | O_APPEND;
      if (chdir(sandbox.c_str()) != 0 || dup2(open(out.c_str(), mode, 0644), 1) < 0 ||
          dup2(open(err.c_str(), mode, 0644), 2) < 0) {
        _exit(126);
      }
      execl(executor.c_str(), executor.c_str(), command.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    LOG_INFO(format("Launched %d in ", static_cast<int>(pid)) + sandbox);
    return {200, "text/plain", format("%d", static_cast<int>(pid)), ""};
  }

  static void* registerForever(void* slave) {
    static_cast<Slave*>(slave)->registerUntilStopped();
    return nullptr;
  }

  void registerUntilStopped() {
    const Flags& flags = daemon_->flags();
    std::map<std::string, std::string> form = {{"id", ""}, {"pid", pid()}, {"hostname", daemon_->hostname()},
        {"resources", flags.get("resources")}, {"attributes", flags.has("attributes") ? flags.get("attributes") : ""}};
    pthread_mutex_lock(&mutex_);
    while (!stop_) {
      pthread_mutex_unlock(&mutex_);
      std::string answer;
      std::string host;
      int port = 0;
      const bool accepted = parseEndpoint(election_ ? election_->leader() : master_, &host, &port) &&
                            post(host, port, "/sample/register", form, &answer) == 200;
      pthread_mutex_lock(&mutex_);
      if (accepted && !registered_) LOG_INFO("Registered with master as " + answer);
      if (!accepted && registered_) LOG_WARNING("Lost the master");
      registered_ = accepted;
      if (accepted) form["id"] = id_ = answer;
      timespec until;
      clock_gettime(CLOCK_REALTIME, &until);
      if (registered_) {
        until.tv_sec += 1;
      } else {
        until.tv_nsec += 100 * 1000 * 1000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
      }
      while (!stop_ && pthread_cond_timedwait(&condition_, &mutex_, &until) != ETIMEDOUT) {
      }
    }
    pthread_mutex_unlock(&mutex_);
  }

  std::string pid() const { return format("slave(1)@%s:%d", daemon_->ip().c_str(), daemon_->port()); }

  Json state() {
    const Flags& flags = daemon_->flags();
    pthread_mutex_lock(&mutex_);
    const std::string id = id_;
    pthread_mutex_unlock(&mutex_);
    return Json::object()
        .set("version", version())
        .set("id", id)
        .set("pid", pid())
        .set("hostname", daemon_->hostname())
        .set("start_time", daemon_->startTime())
        .set("master_hostname", election_ ? election_->leader() : master_)
        .set("resources", pairsJson(flags.get("resources")))
        .set("attributes", pairsJson(flags.has("attributes") ? flags.get("attributes") : ""))
        .set("frameworks", Json::array())
        .set("flags", daemon_->flagsJson());
  }

  Json metrics() {
    pthread_mutex_lock(&mutex_);
    const bool registered = registered_;
    pthread_mutex_unlock(&mutex_);
    return Json::object()
        .set("slave/registered", registered ? 1.0 : 0.0)
        .set("slave/uptime_secs", daemon_->uptime());
  }

  Daemon* daemon_;
  std::string master_;
  std::unique_ptr<Election> election_;
  std::string id_;
  int tasks_;
  bool registered_;
  bool stop_;
  pthread_t thread_;
  pthread_mutex_t mutex_;
  pthread_cond_t condition_;
};

int run(char** argv) {
  Daemon daemon("sample-slave", "5051");
  Flags& flags = daemon.flags();
  flags.add("master", "The master's IP:PORT, or zk://host:port,.../path");
  flags.add("work_dir", "Directory path to place framework work directories", "/tmp/sample");
  flags.add("runtime_dir", "Directory path for runtime data; nothing is stored in it");
  flags.add("resources", "name:value;name:value", "cpus:1;mem:512;disk:1024;ports:[31000-32000]");
  flags.add("attributes", "name:value;name:value");
  flags.addBoolean("switch_user", "Whether to run tasks as the user who submitted them; there are no tasks", true);
  flags.add("launcher_dir", "Directory path of the executor", kLauncher);
  const int status = daemon.start(environ, argv);
  if (status >= 0) return status;
  std::string host;
  int port = 0;
  if (!flags.has("master")) {
    LOG_ERROR("Missing required option --master");
    return 1;
  }
  const std::string& master = flags.get("master");
  if (startsWith(master, "zk://") ? master.find('/', 5) == std::string::npos : !parseEndpoint(master, &host, &port)) {
    LOG_ERROR("Failed to create a master detector: Failed to parse '" + master + "'");
    return 1;
  }
  Slave slave(&daemon, master);
  daemon.run(&slave);
  return 0;
}

}  // namespace
}  // namespace sample

int main(int, char** argv) { return sample::run(argv); }
