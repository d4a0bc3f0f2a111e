// Numbers and texts as JSON, for the scripts of the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace analysis::report {

/// A JSON value under construction. Numbers that are none become null.
class Json {
  public:
    Json(double value);
    Json(int value) : Json(static_cast<double>(value)) {}
    Json(bool value) : text_(value ? "true" : "false") {}
    Json(std::string_view value);
    Json(const std::string& value) : Json(std::string_view(value)) {}
    Json(const char* value) : Json(std::string_view(value)) {}
    Json(const std::vector<double>& values);
    Json(const std::vector<std::string>& values);

    static Json object() { return Json('{', '}'); }
    static Json array() { return Json('[', ']'); }

    /// Adds a member to an object.
    Json& set(std::string_view key, const Json& value);
    /// Adds an element to an array.
    Json& push(const Json& value);
    /// The value, without any "<": it can stand in a page.
    std::string text() const;

  private:
    Json(char open, char close) : text_(1, open), close_(1, close) {}
    void separate();
    std::string text_, close_;
};

}  // namespace analysis::report
