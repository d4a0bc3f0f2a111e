#include "analysis/compare_scenario.hpp"

#include <algorithm>
#include <map>

namespace analysis {

namespace {

constexpr std::string_view of_no_interest[] = {
    "title",          "description",          "schema",         "run.seed", "run.replicate", "run.chunk", "run.audit",
    "run.hash_every", "run.checkpoint_every", "run.hash_phases"};

/// Input tables are named by paths that depend on the folder of the scenario: the name of the file counts.
std::string comparable(const std::string& key, const std::string& value) {
    return key.starts_with("data.") ? value.substr(value.find_last_of('/') + 1) : value;
}

std::string resolved(const ResultFile& run) { return run.file().text("/scenario/resolved"); }

}  // namespace

std::vector<std::pair<std::string, std::string>> resolved_parameters(std::string_view toml) {
    std::vector<std::pair<std::string, std::string>> list;
    std::map<std::string, int> blocks;
    std::string section;
    while (!toml.empty()) {
        const std::string_view line = toml.substr(0, toml.find('\n'));
        toml.remove_prefix(std::min(toml.size(), line.size() + 1));
        if (line.starts_with("[[")) {
            const std::string name(line.substr(2, line.find(']') - 2));
            section = name + "." + std::to_string(++blocks[name]) + ".";
        } else if (line.starts_with("[")) {
            section = std::string(line.substr(1, line.find(']') - 1)) + ".";
        } else if (const auto equals = line.find(" = "); equals != line.npos && !line.starts_with("#")) {
            list.emplace_back(section + std::string(line.substr(0, equals)), line.substr(equals + 3));
        }
    }
    return list;
}

std::string resolved_value(const ResultFile& run, std::string_view key) {
    for (const auto& [name, value] : resolved_parameters(resolved(run)))
        if (name == key)
            return value;
    return "";
}

std::vector<ScenarioChange> scenario_changes(const ResultFile& base, const ResultFile& other) {
    const auto before = resolved_parameters(resolved(base)), after = resolved_parameters(resolved(other));
    const std::map<std::string, std::string> old(before.begin(), before.end()), now(after.begin(), after.end());
    std::vector<ScenarioChange> changes;
    const auto consider = [&](const std::string& key) {
        if (std::ranges::find(of_no_interest, key) != std::end(of_no_interest))
            return;
        const auto a = old.find(key), b = now.find(key);
        ScenarioChange change{key, a == old.end() ? "" : a->second, b == now.end() ? "" : b->second};
        if (comparable(key, change.base) != comparable(key, change.other))
            changes.push_back(std::move(change));
    };
    for (const auto& parameter : after)
        consider(parameter.first);
    for (const auto& parameter : before)
        if (!now.contains(parameter.first))
            consider(parameter.first);
    return changes;
}

}  // namespace analysis
