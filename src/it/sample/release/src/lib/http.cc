#include "lib/http.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "lib/strings.h"

namespace sample {
namespace {

struct Connection {
  int descriptor;
  std::string input;
};

bool toAddress(const std::string& ip, int port, sockaddr_in* address) {
  std::memset(address, 0, sizeof(*address));
  address->sin_family = AF_INET;
  address->sin_port = htons(static_cast<unsigned short>(port));
  return inet_pton(AF_INET, ip.c_str(), &address->sin_addr) == 1;
}

void limit(int descriptor) {
  timeval two = {2, 0};
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &two, sizeof(two));
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &two, sizeof(two));
}

bool sendAll(int descriptor, const std::string& text) {
  std::size_t sent = 0;
  while (sent < text.size()) {
    const ssize_t count = send(descriptor, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

// False while more has to arrive.
bool parse(const std::string& input, Request* request) {
  const std::size_t end = input.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string head = input.substr(0, end);
  std::size_t length = 0;
  for (const std::string& line : split(head, '\n')) {
    const std::string field = lower(line);
    if (startsWith(field, "content-length:")) length = std::strtoul(field.c_str() + 15, nullptr, 10);
  }
  if (input.size() < end + 4 + length) return false;
  const std::vector<std::string> words = split(head.substr(0, head.find('\r')), ' ');
  request->method = words.empty() ? "" : words[0];
  request->path = words.size() < 2 ? "" : words[1].substr(0, words[1].find('?'));
  // Clients may write the parentheses of /slave(1) as %28 and %29.
  std::size_t at;
  while ((at = request->path.find("%28")) != std::string::npos) request->path.replace(at, 3, "(");
  while ((at = request->path.find("%29")) != std::string::npos) request->path.replace(at, 3, ")");
  request->body = input.substr(end + 4, length);
  return true;
}

std::string render(const Response& response) {
  const char* reason = response.status == 200 ? "OK"
      : response.status == 307 ? "Temporary Redirect"
      : response.status == 404 ? "Not Found"
      : response.status == 405 ? "Method Not Allowed"
                               : "Service Unavailable";
  std::string head = format("HTTP/1.1 %d %s\r\n", response.status, reason);
  if (!response.location.empty()) head += "Location: " + response.location + "\r\n";
  if (!response.contentType.empty()) head += "Content-Type: " + response.contentType + "\r\n";
  head += format("Content-Length: %lu\r\nConnection: close\r\n\r\n", static_cast<unsigned long>(response.body.size()));
  return head + response.body;
}

// False when the connection is done with.
bool receive(Connection* connection, Handler* handler) {
  char buffer[4096];
  const ssize_t count = recv(connection->descriptor, buffer, sizeof(buffer), 0);
  if (count <= 0) return false;
  connection->input.append(buffer, static_cast<std::size_t>(count));
  Request request;
  if (!parse(connection->input, &request)) return connection->input.size() < 65536;
  sendAll(connection->descriptor, render(handler->handle(request)));
  return false;
}

std::string escape(const std::string& text) {
  std::string result;
  for (char c : text) {
    result += std::isalnum(static_cast<unsigned char>(c)) ? std::string(1, c)
                                                          : format("%%%02x", static_cast<unsigned char>(c));
  }
  return result;
}

std::string unescape(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      result += static_cast<char>(std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace

HttpServer::~HttpServer() {
  if (socket_ >= 0) close(socket_);
}

std::string HttpServer::listen(const std::string& ip, int port) {
  sockaddr_in address;
  if (!toAddress(ip, port, &address)) return "Failed to parse the IP address '" + ip + "'";
  socket_ = socket(AF_INET, SOCK_STREAM, 0);
  fcntl(socket_, F_SETFD, FD_CLOEXEC);
  const int on = 1;
  setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || ::listen(socket_, 64) != 0) {
    return format("Failed to bind on %s:%d: %s [%d]", ip.c_str(), port, std::strerror(errno), errno);
  }
  return "";
}

int HttpServer::port() const {
  sockaddr_in address;
  socklen_t size = sizeof(address);
  getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

void HttpServer::serve(Handler* handler, int stopDescriptor) {
  std::vector<Connection> connections;
  for (;;) {
    std::vector<pollfd> waiting = {{stopDescriptor, POLLIN, 0}, {socket_, POLLIN, 0}};
    for (const Connection& connection : connections) waiting.push_back({connection.descriptor, POLLIN, 0});
    const int ready = poll(waiting.data(), waiting.size(), 250);
    handler->tick();
    if (ready <= 0) continue;
    if (waiting[0].revents != 0) break;
    std::vector<Connection> open;
    for (std::size_t i = 0; i < connections.size(); ++i) {
      if (waiting[i + 2].revents == 0 || receive(&connections[i], handler)) {
        open.push_back(connections[i]);
      } else {
        close(connections[i].descriptor);
      }
    }
    connections.swap(open);
    if (waiting[1].revents != 0) {
      const int accepted = accept(socket_, nullptr, nullptr);
      if (accepted >= 0) {
        fcntl(accepted, F_SETFD, FD_CLOEXEC);
        limit(accepted);
        connections.push_back({accepted, ""});
      }
    }
  }
  for (const Connection& connection : connections) close(connection.descriptor);
}

int post(const std::string& ip, int port, const std::string& path, const std::map<std::string, std::string>& form,
    std::string* answer) {
  sockaddr_in address;
  if (!toAddress(ip, port, &address)) return -1;
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  if (descriptor < 0) return -1;
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  limit(descriptor);
  std::string body;
  for (const auto& field : form) body += (body.empty() ? "" : "&") + field.first + "=" + escape(field.second);
  const std::string request = format("POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: %lu\r\n\r\n", path.c_str(),
                                  ip.c_str(), port, static_cast<unsigned long>(body.size())) + body;
  std::string input;
  if (connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 &&
      sendAll(descriptor, request)) {
    char buffer[4096];
    ssize_t count;
    while ((count = recv(descriptor, buffer, sizeof(buffer), 0)) > 0) {
      input.append(buffer, static_cast<std::size_t>(count));
    }
  }
  close(descriptor);
  const std::size_t head = input.find("\r\n\r\n");
  if (head == std::string::npos || input.size() < 12) return -1;
  *answer = input.substr(head + 4);
  return std::atoi(input.c_str() + 9);
}

std::map<std::string, std::string> parseForm(const std::string& body) {
  std::map<std::string, std::string> form;
  for (const std::string& field : split(body, '&')) {
    const std::size_t equals = field.find('=');
    if (equals != std::string::npos) form[field.substr(0, equals)] = unescape(field.substr(equals + 1));
  }
  return form;
}

}  // namespace sample
