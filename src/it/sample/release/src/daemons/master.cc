#include <cstdio>
#include <map>
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

/// A slave that is not heard of for so many seconds is dropped.
const double kSlaveTimeout = 5;

struct Slave {
  std::map<std::string, std::string> form;
  double registered;
  double heard;
};

class Master : public Handler {
 public:
  explicit Master(Daemon* daemon) : daemon_(daemon), id_(randomId()), next_(0), electedTime_(now()) {
    const Flags& flags = daemon->flags();
    address_ = (flags.has("advertise_ip") ? flags.get("advertise_ip") : daemon->ip()) + ":" +
               (flags.has("advertise_port") ? flags.get("advertise_port") : format("%d", daemon->port()));
    LOG_INFO("Master " + id_ + " (" + daemon->hostname() + ") started on " + address_);
    if (flags.has("zk")) {
      election_.reset(new Election(flags.get("zk"), address_));
    } else {
      LOG_INFO("Elected as the leading master!");
    }
  }

  Response handle(const Request& request) override {
    const std::string& path = request.path;
    if (path == "/sample/register") return electedTime() > 0 ? registerSlave(request) : Response{409, "", "", ""};
    if (request.method != "GET") return {405, "", "", ""};
    if (path == "/health" || path == "/master/health") return {200, "", "", ""};
    if (path == "/state.json" || path == "/master/state.json") return json(state());
    if (path == "/master/state") return electedTime() > 0 ? json(state()) : redirect(path);
    if (path == "/master/slaves") return json(Json::object().set("slaves", slaves()));
    if (path == "/metrics/snapshot") return json(metrics());
    if (path == "/master/redirect") return {307, "", "", "//" + leader()};
    if (path == "/") return webui();
    return {404, "", "", ""};
  }

  void tick() override {
    if (electedTime() == 0) slaves_.clear();
    for (auto slave = slaves_.begin(); slave != slaves_.end();) {
      if (monotonic() - slave->second.heard < kSlaveTimeout) {
        ++slave;
        continue;
      }
      LOG_WARNING("Removed slave " + slave->first + ": not heard of for 5secs");
      slave = slaves_.erase(slave);
    }
  }

 private:
  static Response json(const Json& body) { return {200, "application/json", body.str(), ""}; }

  /// From 1.0 on a master of Mesos reports its state only if it leads: Master::Http::redirect.
  Response redirect(const std::string& path) const {
    if (leader().empty()) return {503, "text/plain", "No leader elected", ""};
    return {307, "", "", "//" + leader() + path};
  }

  double electedTime() const { return election_ ? election_->electedTime() : electedTime_; }
  std::string leader() const { return election_ ? election_->leader() : address_; }

  Response registerSlave(const Request& request) {
    std::map<std::string, std::string> form = parseForm(request.body);
    if (form["id"].empty()) form["id"] = format("%s-S%d", id_.c_str(), next_++);
    const std::string id = form["id"];
    const auto known = slaves_.find(id);
    const double registered = known == slaves_.end() ? now() : known->second.registered;
    if (known == slaves_.end()) {
      removeSlaveAt(form["pid"]);
      LOG_INFO("Registered slave " + id + " at " + form["pid"]);
    }
    slaves_[id] = Slave{form, registered, monotonic()};
    return {200, "text/plain", id, ""};
  }

  /// A slave that was started again takes the place of the one before it, as in Master::registerSlave of Mesos.
  void removeSlaveAt(const std::string& pid) {
    for (auto slave = slaves_.begin(); slave != slaves_.end();) {
      if (slave->second.form.at("pid") != pid) {
        ++slave;
        continue;
      }
      LOG_INFO("Removed slave " + slave->first + ": another one registered at " + pid);
      slave = slaves_.erase(slave);
    }
  }

  Json slaves() const {
    Json list = Json::array();
    for (const auto& slave : slaves_) {
      const std::map<std::string, std::string>& form = slave.second.form;
      list.add(Json::object()
                   .set("id", slave.first)
                   .set("pid", form.at("pid"))
                   .set("hostname", form.at("hostname"))
                   .set("active", true)
                   .set("registered_time", slave.second.registered)
                   .set("resources", pairsJson(form.at("resources")))
                   .set("attributes", pairsJson(form.at("attributes"))));
    }
    return list;
  }

  Json state() const {
    const std::string leading = leader();
    Json json = Json::object();
    if (electedTime() > 0) json.set("elected_time", electedTime());
    if (!leading.empty()) json.set("leader", "master@" + leading);
    return json
        .set("version", version())
        .set("id", id_)
        .set("pid", "master@" + address_)
        .set("hostname", daemon_->hostname())
        .set("start_time", daemon_->startTime())
        .set("cluster", daemon_->flags().has("cluster") ? daemon_->flags().get("cluster") : "")
        .set("activated_slaves", static_cast<double>(slaves_.size()))
        .set("deactivated_slaves", 0.0)
        .set("slaves", slaves())
        .set("frameworks", Json::array())
        .set("completed_frameworks", Json::array())
        .set("flags", daemon_->flagsJson());
  }

  Json metrics() const {
    const double count = static_cast<double>(slaves_.size());
    return Json::object()
        .set("master/elected", electedTime() > 0 ? 1.0 : 0.0)
        .set("master/slaves_active", count)
        .set("master/slaves_connected", count)
        .set("master/uptime_secs", daemon_->uptime());
  }

  Response webui() const {
    std::FILE* file = std::fopen((daemon_->flags().get("webui_dir") + "/index.html").c_str(), "r");
    if (file == nullptr) return {404, "", "", ""};
    char buffer[4096];
    const std::size_t count = std::fread(buffer, 1, sizeof(buffer), file);
    std::fclose(file);
    return {200, "text/html", std::string(buffer, count), ""};
  }

  Daemon* daemon_;
  std::string id_;
  std::string address_;
  int next_;
  double electedTime_;
  std::unique_ptr<Election> election_;
  std::map<std::string, Slave> slaves_;
};

std::string check(const Flags& flags) {
  if (!flags.has("work_dir") && flags.get("registry") == "replicated_log") {
    return "--work_dir needed for replicated log based registry";
  }
  if (flags.has("zk")) {
    const std::string& zk = flags.get("zk");
    if (!startsWith(zk, "zk://")) return "Failed to parse '" + zk + "': it does not start with zk://";
    const std::size_t slash = zk.find('/', 5);
    if (slash == std::string::npos || slash + 1 == zk.size()) {
      return "Expecting a (chroot) path for ZooKeeper ('/' is not supported)";
    }
    if (!flags.has("quorum") && flags.get("registry") == "replicated_log") {
      return "Need to specify --quorum for replicated log based registry when using ZooKeeper";
    }
  }
  return "";
}

int run(char** argv) {
  Daemon daemon("sample-master", "5050");
  Flags& flags = daemon.flags();
  flags.add("work_dir", "Directory path to store the persistent information of the registry");
  flags.add("registry", "replicated_log or in_memory; nothing is stored in either", "replicated_log");
  flags.add("quorum", "The size of the quorum of the registry's replicas");
  flags.add("zk", "zk://host:port,.../path; the hosts by their IP addresses");
  flags.add("advertise_ip", "IP address advertised to reach the master");
  flags.add("advertise_port", "Port advertised to reach the master");
  flags.add("cluster", "Human readable name for the cluster");
  flags.add("webui_dir", "Directory path of the webui files", kWebui);
  const int status = daemon.start(environ, argv);
  if (status >= 0) return status;
  const std::string error = check(flags);
  if (!error.empty()) {
    LOG_ERROR(error);
    return 1;
  }
  Master master(&daemon);
  daemon.run(&master);
  return 0;
}

}  // namespace
}  // namespace sample

int main(int, char** argv) { return sample::run(argv); }
