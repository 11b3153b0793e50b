#ifndef SAMPLE_LIB_JSON_H
#define SAMPLE_LIB_JSON_H

#include <string>

namespace sample {

/// A JSON text under construction, member by member.
class Json {
 public:
  static Json object() { return Json('{', '}'); }
  static Json array() { return Json('[', ']'); }
  static std::string quote(const std::string& text);

  Json& set(const std::string& name, const std::string& text) { return member(name, quote(text)); }
  Json& set(const std::string& name, const char* text) { return member(name, quote(text)); }
  Json& set(const std::string& name, double number) { return member(name, toString(number)); }
  Json& set(const std::string& name, bool value) { return member(name, value ? "true" : "false"); }
  Json& set(const std::string& name, const Json& value) { return member(name, value.str()); }
  Json& add(const Json& element) { return append(element.str()); }

  std::string str() const { return text_ + close_; }

 private:
  Json(char open, char close) : text_(1, open), close_(close) {}
  static std::string toString(double number);
  Json& member(const std::string& name, const std::string& value) { return append(quote(name) + ":" + value); }
  Json& append(const std::string& item);

  std::string text_;
  char close_;
};

}  // namespace sample

#endif
