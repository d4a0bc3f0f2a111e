// A scenario: layers of TOML, of which each holds only what differs from the one below. Nothing here knows a parameter.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/problem.hpp"
#include "sim/units.hpp"

namespace sim {

/// A value as the file gives it, with its place.
struct Value {
    std::variant<bool, std::int64_t, double, std::string, Date, std::vector<Value>> data;
    Location where;
};

/// The value in TOML; reading it gives the same value.
std::string to_toml(const Value& value);
/// The text as a TOML string, with quotes.
std::string to_toml(std::string_view text);

/// One key with its value. `path` is the full dotted name ("search.listings_viewed").
struct Entry {
    std::string path;
    Value value;
    Location key_where;
    std::filesystem::path folder;  ///< of the file that wrote it (absolute); the current folder for an override
};

/// One table of a list such as [[policy]]; the paths of its entries do not repeat the list's name.
struct ScenarioTable {
    std::vector<Entry> entries;  ///< sorted by path
    Location where;

    /// The entry of that path, or null.
    const Entry* find(std::string_view path) const;
};

/// A text that a scenario was made of: a file, or the overrides of the command line ("--set").
struct Layer {
    std::string path;
    std::string text;
};

/// A file with everything it extends and the overrides on top. Later layers win; lists of tables are joined, base first.
class Scenario {
  public:
    /// The largest number that the key `schema` may have.
    static constexpr std::int64_t newest_schema = 1;

    /// An empty scenario: every parameter keeps its default.
    Scenario() = default;
    /// Reads a file, what it extends, and overrides of the form "section.key=value" ("policy.1.key=value" for the first
    /// [[policy]]).
    static Scenario load(const std::filesystem::path& file, const std::vector<std::string>& overrides, Problems& problems);
    /// As `load`, from a text in memory; `name` stands for the file in problems, `folder` is where its relative paths begin.
    static Scenario from_text(std::string text, const std::string& name, const std::filesystem::path& folder,
                              const std::vector<std::string>& overrides, Problems& problems);

    /// Every key outside of lists of tables and without title, description, extends, schema; sorted by path.
    const std::vector<Entry>& entries() const { return entries_; }
    /// The entry of that path, or null.
    const Entry* find(std::string_view path) const;
    /// The tables of a list ([[policy]]: "policy"), those of the base first. An empty list (policy = []) drops those below.
    const std::vector<ScenarioTable>& tables(std::string_view name) const;
    /// The names of all lists of tables, sorted.
    std::vector<std::string> table_names() const;
    /// The texts, from the base to the top; overrides come last.
    const std::vector<Layer>& layers() const { return layers_; }

    const std::string& title() const { return title_; }
    const std::string& description() const { return description_; }
    /// The absolute folder of the top file; empty for an empty scenario.
    const std::filesystem::path& folder() const { return folder_; }

  private:
    friend class ScenarioReader;

    std::string title_;
    std::string description_;
    std::filesystem::path folder_;
    std::vector<Layer> layers_;
    std::vector<Entry> entries_;
    std::map<std::string, std::vector<ScenarioTable>, std::less<>> tables_;
};

/// Name and version of the library that reads TOML, for provenance.
std::pair<std::string, std::string> toml_library();

}  // namespace sim
