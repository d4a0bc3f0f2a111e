// The shipped tables and a model bound to them, without a run.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/microwork/microwork.hpp"

namespace shipped {

inline std::filesystem::path scenarios() { return std::filesystem::path(MICROWORK_SOURCE_DIR) / "scenarios"; }

/// A model loaded from a text with overrides; what is wrong goes to `problems`.
inline std::unique_ptr<microwork::MicroworkModel> load(const std::string& text, const std::vector<std::string>& overrides,
                                                       sim::Problems& problems) {
    const auto scenario = sim::Scenario::from_text(text, "s.toml", scenarios(), overrides, problems);
    auto model = std::make_unique<microwork::MicroworkModel>();
    model->load(scenario, scenarios() / "data", problems);
    return model;
}

/// As above, for what must be right.
inline std::unique_ptr<microwork::MicroworkModel> model(const std::vector<std::string>& overrides = {},
                                                        const std::string& text = "") {
    sim::Problems problems;
    auto loaded = load(text, overrides, problems);
    problems.raise();
    return loaded;
}

/// The messages of a text that is wrong, sorted by place, one a line.
inline std::string messages(const std::string& text, const std::vector<std::string>& overrides = {}) {
    sim::Problems problems;
    load(text, overrides, problems);
    try {
        problems.raise();
    } catch (const sim::InputError& error) {
        return error.what();
    }
    return "";
}

/// The teaching tables: few accounts, every platform with the same hours.
inline const std::string tiny_tables =
    "[data]\nplatforms = \"data/tiny/platforms.csv\"\nplatform_country = \"data/tiny/platform_country.csv\"\n";

}  // namespace shipped
