#include "lib/json.h"

#include "lib/strings.h"

namespace sample {

std::string Json::quote(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += format("\\u%04x", c);
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string Json::toString(double number) {
  return number == static_cast<double>(static_cast<long long>(number))
             ? format("%lld", static_cast<long long>(number))
             : format("%.6f", number);
}

Json& Json::append(const std::string& item) {
  if (text_.size() > 1) text_ += ',';
  text_ += item;
  return *this;
}

}  // namespace sample
