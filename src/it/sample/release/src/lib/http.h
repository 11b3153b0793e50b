#ifndef SAMPLE_LIB_HTTP_H
#define SAMPLE_LIB_HTTP_H

#include <map>
#include <string>

namespace sample {

struct Request {
  std::string method;
  std::string path;
  std::string body;
};

struct Response {
  int status;
  std::string contentType;
  std::string body;
  std::string location;
};

/// Answers requests; called by one thread only.
class Handler {
 public:
  virtual ~Handler() {}
  virtual Response handle(const Request& request) = 0;
  /// Called at least every quarter of a second.
  virtual void tick() {}
};

/// An HTTP/1.1 server of one thread and one request a connection.
class HttpServer {
 public:
  HttpServer() : socket_(-1) {}
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Binds and listens; the error, or nothing. Port 0 takes a free one.
  std::string listen(const std::string& ip, int port);
  int port() const;
  /// Serves until something can be read from the descriptor.
  void serve(Handler* handler, int stopDescriptor);

 private:
  int socket_;
};

/// Sends a POST with a form; gives up after two seconds. The status, or -1 if there was no answer.
int post(const std::string& ip, int port, const std::string& path, const std::map<std::string, std::string>& form,
    std::string* answer);

/// The fields of a form that was posted.
std::map<std::string, std::string> parseForm(const std::string& body);

}  // namespace sample

#endif
