#include "daemons/zookeeper.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "daemons/daemon.h"
#include "lib/duration.h"
#include "lib/log.h"
#include "lib/strings.h"

namespace sample {
namespace {

enum Type { kCreate = 1, kGetData = 4, kGetChildren = 8, kCloseSession = -11 };

const int kSessionMilliseconds = 6000;
const long kLookNanoseconds = 100 * 1000 * 1000;
const char kPrefix[] = "info_";

/// Writes the types of jute.
class Out {
 public:
  Out& number(int32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) text_ += static_cast<char>(static_cast<uint32_t>(value) >> shift);
    return *this;
  }
  Out& large(int64_t value) {
    number(static_cast<int32_t>(static_cast<uint64_t>(value) >> 32));
    return number(static_cast<int32_t>(value & 0xffffffff));
  }
  Out& text(const std::string& value) {
    number(static_cast<int32_t>(value.size()));
    text_ += value;
    return *this;
  }
  Out& flag(bool value) {
    text_ += static_cast<char>(value ? 1 : 0);
    return *this;
  }
  const std::string& str() const { return text_; }

 private:
  std::string text_;
};

/// Reads them; what is not there is 0 or empty.
class In {
 public:
  explicit In(const std::string& text) : text_(text), at_(0) {}
  int32_t number() {
    uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | (at_ < text_.size() ? static_cast<unsigned char>(text_[at_++]) : 0u);
    return static_cast<int32_t>(value);
  }
  int64_t large() {
    const uint64_t high = static_cast<uint32_t>(number());
    return static_cast<int64_t>(high << 32 | static_cast<uint32_t>(number()));
  }
  std::string text() {
    const int32_t size = number();
    if (size <= 0 || at_ + static_cast<std::size_t>(size) > text_.size()) return "";
    at_ += static_cast<std::size_t>(size);
    return text_.substr(at_ - static_cast<std::size_t>(size), static_cast<std::size_t>(size));
  }
  std::string rest() const { return text_.substr(at_); }

 private:
  std::string text_;
  std::size_t at_;
};

}  // namespace

ZooKeeper::ZooKeeper(const std::vector<std::string>& servers, int sessionMilliseconds)
    : servers_(servers), next_(static_cast<std::size_t>(getpid())), timeout_(sessionMilliseconds), socket_(-1), xid_(0),
      session_(0), zxid_(0), password_(16, '\0'), expired_(false) {}

ZooKeeper::~ZooKeeper() { disconnect(); }

void ZooKeeper::disconnect() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool ZooKeeper::sendFrame(const std::string& frame) {
  const std::string bytes = Out().text(frame).str();
  return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

bool ZooKeeper::receiveFrame(std::string* frame) {
  std::string bytes;
  std::size_t wanted = 4;
  while (bytes.size() < wanted) {
    char buffer[4096];
    const std::size_t most = wanted - bytes.size() < sizeof(buffer) ? wanted - bytes.size() : sizeof(buffer);
    const ssize_t count = recv(socket_, buffer, most, 0);
    if (count <= 0) return false;
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (bytes.size() == 4 && wanted == 4) {
      const int32_t size = In(bytes).number();
      if (size < 0 || size > 1 << 20) return false;
      wanted += static_cast<std::size_t>(size);
    }
  }
  *frame = bytes.substr(4);
  return true;
}

bool ZooKeeper::connectTo(const std::string& server) {
  std::string host;
  int port = 0;
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  if (!parseEndpoint(server, &host, &port) || inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) return false;
  address.sin_port = htons(static_cast<uint16_t>(port));
  socket_ = socket(AF_INET, SOCK_STREAM, 0);
  if (socket_ < 0) return false;
  fcntl(socket_, F_SETFD, FD_CLOEXEC);
  timeval limit = {timeout_ / 3000, timeout_ / 3 % 1000 * 1000};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
  std::string reply;
  const std::string hello =
      Out().number(0).large(zxid_).number(timeout_).large(session_).text(password_).flag(false).str();
  if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || !sendFrame(hello) ||
      !receiveFrame(&reply)) {
    disconnect();
    return false;
  }
  In in(reply);
  in.number();
  in.number();
  const int64_t session = in.large();
  password_ = in.text();
  if (session == 0) {
    expired_ = true;
    disconnect();
    return false;
  }
  if (session != session_) LOG_INFO(format("Session 0x%llx at ZooKeeper ", static_cast<long long>(session)) + server);
  session_ = session;
  return true;
}

int ZooKeeper::connectToAny() {
  for (std::size_t i = 0; socket_ < 0 && i < servers_.size(); ++i) {
    if (connectTo(servers_[next_ % servers_.size()])) break;
    if (expired_) return kSessionExpired;
    ++next_;
  }
  return socket_ < 0 ? kConnectionLoss : kOk;
}

int ZooKeeper::request(int32_t type, const std::string& payload, std::string* reply) {
  const int connected = connectToAny();
  if (connected != kOk) return connected;
  const int32_t xid = ++xid_;
  std::string frame;
  if (!sendFrame(Out().number(xid).number(type).str() + payload)) {
    disconnect();
    return kConnectionLoss;
  }
  for (;;) {
    if (!receiveFrame(&frame)) {
      disconnect();
      return kConnectionLoss;
    }
    In in(frame);
    const int32_t answered = in.number();
    const int64_t zxid = in.large();
    const int32_t error = in.number();
    if (answered != xid) continue;
    if (zxid > zxid_) zxid_ = zxid;
    *reply = in.rest();
    return error;
  }
}

int ZooKeeper::create(const std::string& path, const std::string& data, Mode mode, std::string* created) {
  const int everything = 31;
  std::string reply;
  const int error = request(kCreate,
      Out().text(path).text(data).number(1).number(everything).text("world").text("anyone").number(mode).str(), &reply);
  if (error == kOk) *created = In(reply).text();
  return error;
}

int ZooKeeper::children(const std::string& path, std::vector<std::string>* names) {
  std::string reply;
  const int error = request(kGetChildren, Out().text(path).flag(false).str(), &reply);
  if (error != kOk) return error;
  In in(reply);
  names->clear();
  for (int32_t count = in.number(); count > 0; --count) names->push_back(in.text());
  return kOk;
}

int ZooKeeper::data(const std::string& path, std::string* value) {
  std::string reply;
  const int error = request(kGetData, Out().text(path).flag(false).str(), &reply);
  if (error == kOk) *value = In(reply).text();
  return error;
}

void ZooKeeper::close() {
  std::string reply;
  if (socket_ >= 0) request(kCloseSession, "", &reply);
  disconnect();
}

Election::Election(const std::string& url, const std::string& candidate)
    : candidate_(candidate), electedTime_(0), stop_(false) {
  const std::size_t slash = url.find('/', 5);
  path_ = url.substr(slash);
  const std::size_t at = url.find('@');
  const std::size_t start = at == std::string::npos || at > slash ? 5 : at + 1;
  servers_ = split(url.substr(start, slash - start), ',');
  pthread_mutex_init(&mutex_, nullptr);
  pthread_cond_init(&condition_, nullptr);
  pthread_create(&thread_, nullptr, &Election::follow, this);
}

Election::~Election() {
  pthread_mutex_lock(&mutex_);
  stop_ = true;
  pthread_cond_signal(&condition_);
  pthread_mutex_unlock(&mutex_);
  pthread_join(thread_, nullptr);
}

std::string Election::leader() {
  pthread_mutex_lock(&mutex_);
  const std::string leader = leader_;
  pthread_mutex_unlock(&mutex_);
  return leader;
}

double Election::electedTime() {
  pthread_mutex_lock(&mutex_);
  const double time = electedTime_;
  pthread_mutex_unlock(&mutex_);
  return time;
}

void* Election::follow(void* election) {
  static_cast<Election*>(election)->followUntilStopped();
  return nullptr;
}

void Election::followUntilStopped() {
  ZooKeeper zooKeeper(servers_, kSessionMilliseconds);
  pthread_mutex_lock(&mutex_);
  while (!stop_) {
    pthread_mutex_unlock(&mutex_);
    std::string leader;
    bool own = false;
    const int error = look(&zooKeeper, &leader, &own);
    if (error == ZooKeeper::kSessionExpired) {
      LOG_ERROR("The session at ZooKeeper expired");
      _exit(1);
    }
    pthread_mutex_lock(&mutex_);
    if (error == ZooKeeper::kOk) {
      if (leader != leader_) LOG_INFO("A new leading master is detected: " + (leader.empty() ? "none" : leader));
      if (own && electedTime_ == 0) LOG_INFO("Elected as the leading master!");
      leader_ = leader;
      electedTime_ = own ? (electedTime_ == 0 ? now() : electedTime_) : 0;
    }
    timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += kLookNanoseconds;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (!stop_ && pthread_cond_timedwait(&condition_, &mutex_, &until) != ETIMEDOUT) {
    }
  }
  pthread_mutex_unlock(&mutex_);
  zooKeeper.close();
}

int Election::makePath(ZooKeeper* zooKeeper) {
  for (std::size_t i = 1; i <= path_.size(); ++i) {
    if (i < path_.size() && path_[i] != '/') continue;
    std::string created;
    const int error = zooKeeper->create(path_.substr(0, i), "", ZooKeeper::kPersistent, &created);
    if (error != ZooKeeper::kOk && error != ZooKeeper::kNodeExists) return error;
  }
  return ZooKeeper::kOk;
}

int Election::look(ZooKeeper* zooKeeper, std::string* leader, bool* own) {
  if (!candidate_.empty() && node_.empty()) {
    int error = makePath(zooKeeper);
    if (error == ZooKeeper::kOk) {
      error = zooKeeper->create(path_ + "/" + kPrefix, candidate_, ZooKeeper::kEphemeralSequential, &node_);
    }
    if (error != ZooKeeper::kOk) return error;
  }
  std::vector<std::string> names;
  int error = zooKeeper->children(path_, &names);
  if (error == ZooKeeper::kNoNode) return ZooKeeper::kOk;
  if (error != ZooKeeper::kOk) return error;
  std::string lowest;
  for (const std::string& name : names) {
    if (startsWith(name, kPrefix) && (lowest.empty() || name < lowest)) lowest = name;
  }
  if (lowest.empty()) return ZooKeeper::kOk;
  error = zooKeeper->data(path_ + "/" + lowest, leader);
  *own = path_ + "/" + lowest == node_;
  return error == ZooKeeper::kNoNode ? ZooKeeper::kOk : error;
}

}  // namespace sample
