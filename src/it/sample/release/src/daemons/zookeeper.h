#ifndef SAMPLE_DAEMONS_ZOOKEEPER_H
#define SAMPLE_DAEMONS_ZOOKEEPER_H

#include <pthread.h>
#include <stdint.h>

#include <string>
#include <vector>

namespace sample {

/// A client of ZooKeeper that can do what an election needs: one request at a time, no watches. The wire format is that of
/// zookeeper.jute of ZooKeeper 3.4; the session goes on at another server when the connection is lost.
class ZooKeeper {
 public:
  /// The error codes of KeeperException that matter here.
  enum Code { kOk = 0, kConnectionLoss = -4, kNoNode = -101, kNodeExists = -110, kSessionExpired = -112 };
  enum Mode { kPersistent = 0, kEphemeralSequential = 3 };

  ZooKeeper(const std::vector<std::string>& servers, int sessionMilliseconds);
  ~ZooKeeper();
  ZooKeeper(const ZooKeeper&) = delete;
  ZooKeeper& operator=(const ZooKeeper&) = delete;

  int create(const std::string& path, const std::string& data, Mode mode, std::string* created);
  int children(const std::string& path, std::vector<std::string>* names);
  int data(const std::string& path, std::string* value);
  /// Ends the session: its ephemeral nodes go at once.
  void close();

 private:
  int request(int32_t type, const std::string& payload, std::string* reply);
  int connectToAny();
  bool connectTo(const std::string& server);
  void disconnect();
  bool sendFrame(const std::string& frame);
  bool receiveFrame(std::string* frame);

  std::vector<std::string> servers_;
  std::size_t next_;
  int timeout_;
  int socket_;
  int32_t xid_;
  int64_t session_;
  int64_t zxid_;
  std::string password_;
  bool expired_;
};

/// Follows the election below a path, from a thread of its own: the node with the lowest number leads, as in Mesos.
class Election {
 public:
  /// zk://host:port,.../path; candidate is the address of a master that wants to lead, or empty.
  Election(const std::string& url, const std::string& candidate);
  ~Election();

  /// The address of the leader; empty if there is none.
  std::string leader();
  /// When the candidate became the leader, in seconds since the epoch; 0 if it is not.
  double electedTime();

 private:
  static void* follow(void* election);
  void followUntilStopped();
  int look(ZooKeeper* zooKeeper, std::string* leader, bool* own);
  int makePath(ZooKeeper* zooKeeper);

  std::vector<std::string> servers_;
  std::string path_;
  std::string candidate_;
  std::string node_;
  std::string leader_;
  double electedTime_;
  bool stop_;
  pthread_t thread_;
  pthread_mutex_t mutex_;
  pthread_cond_t condition_;
};

}  // namespace sample

#endif
