#include "analysis/report/json.hpp"

#include <fmt/format.h>

#include <cmath>

namespace analysis::report {

Json::Json(double value) : text_(std::isfinite(value) ? fmt::format("{:.6g}", value) : "null") {}

Json::Json(std::string_view value) : text_("\"") {
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            text_ += '\\', text_ += c;
        else if (byte < 0x20 || c == '<')
            text_ += fmt::format("\\u{:04x}", byte);
        else
            text_ += c;
    }
    text_ += '"';
}

Json::Json(const std::vector<double>& values) : Json(array()) {
    for (const double v : values)
        push(v);
}

Json::Json(const std::vector<std::string>& values) : Json(array()) {
    for (const auto& v : values)
        push(v);
}

void Json::separate() {
    if (text_.size() > 1)
        text_ += ',';
}

Json& Json::set(std::string_view key, const Json& value) {
    separate();
    text_ += Json(key).text() + ":" + value.text();
    return *this;
}

Json& Json::push(const Json& value) {
    separate();
    text_ += value.text();
    return *this;
}

std::string Json::text() const { return text_ + close_; }

}  // namespace analysis::report
