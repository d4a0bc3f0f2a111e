#include "sim/scenario.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <sstream>

#include <toml++/toml.h>

#include "sim/csv.hpp"

namespace sim {
namespace {

namespace fs = std::filesystem;

Location place(const toml::source_region& region, const std::string& file) {
    return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

bool is_bare(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

template <class Entries>
auto* find_entry(Entries& entries, std::string_view path) {
    const auto found =
        std::lower_bound(entries.begin(), entries.end(), path, [](const Entry& e, std::string_view p) { return e.path < p; });
    return found != entries.end() && found->path == path ? &*found : nullptr;
}

/// Puts the entry in its place by path, instead of one with the same path.
void put(std::vector<Entry>& entries, Entry entry) {
    if (Entry* same = find_entry(entries, entry.path)) {
        *same = std::move(entry);
        return;
    }
    const auto place_of =
        std::lower_bound(entries.begin(), entries.end(), entry, [](const Entry& a, const Entry& b) { return a.path < b.path; });
    entries.insert(place_of, std::move(entry));
}

}  // namespace

/// Reads layers from the top down and lays them upon each other from the base up.
class ScenarioReader {
  public:
    explicit ScenarioReader(Problems& problems) : problems_(problems) {}
    void read_chain(fs::path file, Location asked_at);
    void read_chain_from(std::string text, const std::string& name, const fs::path& folder);
    Scenario lay(const std::vector<std::string>& overrides);

  private:
    struct Source {
        Layer layer;
        fs::path identity;
        fs::path folder;
        toml::table table;
    };
    struct Context {
        std::string file;
        fs::path folder;
        std::string list;  // the list of tables whose tables are read; empty at the top
    };
    using Lists = std::vector<std::pair<std::string, std::vector<ScenarioTable>>>;

    std::optional<fs::path> take_source(Source source, Location& asked_at);
    void report_circle(const fs::path& identity, const Location& asked_at);
    std::optional<Value> convert(const toml::node& node, const std::string& path, const std::string& file);
    void flatten(const toml::table& table, const std::string& prefix, const Context& context, std::vector<Entry>& entries,
                 Lists& lists);
    void flatten_list(const toml::array& array, const std::string& path, const Context& context, const Location& where,
                      Lists& lists);
    void add_node(const toml::node& node, const std::string& path, const Location& key_where, const Context& context,
                  std::vector<Entry>& entries, Lists& lists);
    void lay_upon(std::vector<Entry> entries, Lists lists);
    bool take_reserved(const Entry& entry);
    void override_with(const std::string& text);
    bool override_table(const std::vector<Entry>& entries, const std::string& path);

    Problems& problems_;
    std::vector<Source> sources_;  // the top first
    Scenario scenario_;
};

void ScenarioReader::read_chain(fs::path file, Location asked_at) {
    for (;;) {
        std::error_code ignored;
        const fs::path absolute = fs::absolute(file, ignored).lexically_normal();
        fs::path identity = fs::weakly_canonical(absolute, ignored);
        if (std::any_of(sources_.begin(), sources_.end(), [&](const Source& s) { return s.identity == identity; }))
            return report_circle(identity, asked_at);
        auto text = read_text(file, asked_at, problems_);
        if (scenario_.folder_.empty())
            scenario_.folder_ = absolute.parent_path();
        if (!text)
            return;
        const auto base =
            take_source({{file.string(), *std::move(text)}, std::move(identity), absolute.parent_path(), {}}, asked_at);
        if (!base)
            return;
        file = (file.parent_path() / *base).lexically_normal();
    }
}

void ScenarioReader::read_chain_from(std::string text, const std::string& name, const fs::path& folder) {
    scenario_.folder_ = fs::absolute(folder).lexically_normal();
    if (auto bad = first_invalid_utf8(text, name)) {
        problems_.add({*bad, "these bytes are not UTF-8", "", "save the file as UTF-8"});
        return;
    }
    Location asked_at;
    if (const auto base = take_source({{name, std::move(text)}, {}, scenario_.folder_, {}}, asked_at))
        read_chain(folder / *base, asked_at);
}

/// Parses and keeps the source. What it extends, if anything; `asked_at` is then the place of that wish.
std::optional<fs::path> ScenarioReader::take_source(Source source, Location& asked_at) {
    const std::string& file = source.layer.path;
    try {
        source.table = toml::parse(source.layer.text);
    } catch (const toml::parse_error& error) {
        problems_.add({place(error.source(), file), std::string(error.description()), "", ""});
        return std::nullopt;
    }
    std::optional<fs::path> base;
    if (const toml::node* extends = source.table.get("extends")) {
        asked_at = place(extends->source(), file);
        if (const auto written = extends->value_exact<std::string>(); written && !written->empty())
            base = *written;
        else
            problems_.add({asked_at, "\"extends\" is not the name of a file", "", "write extends = \"baseline.toml\""});
    }
    sources_.push_back(std::move(source));
    return base;
}

void ScenarioReader::report_circle(const fs::path& identity, const Location& asked_at) {
    std::string circle;
    bool inside = false;
    for (const Source& source : sources_) {
        inside = inside || source.identity == identity;
        if (inside)
            circle += source.layer.path + " -> ";
    }
    const auto first = std::find_if(sources_.begin(), sources_.end(), [&](const Source& s) { return s.identity == identity; });
    problems_.add({asked_at, "the files extend each other in a circle: " + circle + first->layer.path, "", ""});
}

std::optional<Value> ScenarioReader::convert(const toml::node& node, const std::string& path, const std::string& file) {
    const Location where = place(node.source(), file);
    if (const auto* v = node.as_boolean())
        return Value{v->get(), where};
    if (const auto* v = node.as_integer())
        return Value{v->get(), where};
    if (const auto* v = node.as_floating_point())
        return Value{v->get(), where};
    if (const auto* v = node.as_string())
        return Value{v->get(), where};
    if (const auto* v = node.as_date()) {
        const toml::date day = v->get();
        return Value{Date{std::chrono::year{day.year} / std::chrono::month{day.month} / std::chrono::day{day.day}}, where};
    }
    if (const auto* array = node.as_array()) {
        std::vector<Value> values;
        for (const toml::node& element : *array)
            if (auto value = convert(element, path, file))
                values.push_back(*std::move(value));
        return values.size() == array->size() ? std::optional<Value>(Value{std::move(values), where}) : std::nullopt;
    }
    const bool is_table = node.is_table();
    problems_.add(
        {where, "\"" + path + "\" holds " + (is_table ? "a table among other values" : "a time of day"), "",
         is_table ? "let a list hold tables only, or none" : "write a date such as 2018-01-01, or a duration such as \"15min\""});
    return std::nullopt;
}

void ScenarioReader::flatten(const toml::table& table, const std::string& prefix, const Context& context,
                             std::vector<Entry>& entries, Lists& lists) {
    for (const auto& [key, node] : table) {
        const Location where = place(key.source(), context.file);
        if (is_bare(key.str()))
            add_node(node, prefix + std::string(key.str()), where, context, entries, lists);
        else
            problems_.add({where, "the key " + to_toml(key.str()) + " has other characters than letters, digits, _ and -", "", ""});
    }
}

void ScenarioReader::add_node(const toml::node& node, const std::string& path, const Location& key_where, const Context& context,
                              std::vector<Entry>& entries, Lists& lists) {
    if (const auto* inner = node.as_table())
        flatten(*inner, path + ".", context, entries, lists);
    else if (node.is_array_of_tables())
        flatten_list(*node.as_array(), path, context, key_where, lists);
    else if (auto value = convert(node, path, context.file))
        put(entries, {path, *std::move(value), key_where, context.folder});
}

void ScenarioReader::flatten_list(const toml::array& array, const std::string& path, const Context& context, const Location& where,
                                  Lists& lists) {
    if (!context.list.empty()) {
        problems_.add(
            {where, "\"" + path + "\" is a list of tables inside of [[" + context.list + "]]", "", "give it a list of its own"});
        return;
    }
    Context inside = context;
    inside.list = path;
    std::vector<ScenarioTable> tables;
    for (const toml::node& element : array) {
        ScenarioTable table{{}, place(element.source(), context.file)};
        flatten(*element.as_table(), "", inside, table.entries, lists);
        tables.push_back(std::move(table));
    }
    lists.emplace_back(path, std::move(tables));
}

bool ScenarioReader::take_reserved(const Entry& entry) {
    if (entry.path == "extends")
        return true;
    if (entry.path == "schema") {
        const auto* number = std::get_if<std::int64_t>(&entry.value.data);
        if (number == nullptr || *number < 1)
            problems_.add({entry.value.where, "\"schema\" is not a whole number from 1", "", "write schema = 1"});
        else if (*number > Scenario::newest_schema)
            problems_.add({entry.value.where, "schema " + std::to_string(*number) + ": the file was written for a newer format",
                           "this program reads up to schema " + std::to_string(Scenario::newest_schema),
                           "use a newer version of the program"});
        return true;
    }
    if (entry.path != "title" && entry.path != "description")
        return false;
    if (const auto* text = std::get_if<std::string>(&entry.value.data))
        (entry.path == "title" ? scenario_.title_ : scenario_.description_) = *text;
    else
        problems_.add({entry.value.where, "\"" + entry.path + "\" is not a text", "", "put it in quotes"});
    return true;
}

void ScenarioReader::lay_upon(std::vector<Entry> entries, Lists lists) {
    for (Entry& entry : entries) {
        if (take_reserved(entry))
            continue;
        const auto* list = std::get_if<std::vector<Value>>(&entry.value.data);
        if (list != nullptr && list->empty() && scenario_.tables_.erase(entry.path) > 0)
            continue;
        put(scenario_.entries_, std::move(entry));
    }
    for (auto& [name, tables] : lists) {
        auto& all = scenario_.tables_[name];
        std::move(tables.begin(), tables.end(), std::back_inserter(all));
    }
}

Scenario ScenarioReader::lay(const std::vector<std::string>& overrides) {
    for (auto source = sources_.rbegin(); source != sources_.rend(); ++source) {
        std::vector<Entry> entries;
        Lists lists;
        flatten(source->table, "", {source->layer.path, source->folder, ""}, entries, lists);
        lay_upon(std::move(entries), std::move(lists));
        scenario_.layers_.push_back(std::move(source->layer));
    }
    std::string all;
    for (const std::string& text : overrides) {
        override_with(text);
        all += text + "\n";
    }
    if (!overrides.empty())
        scenario_.layers_.push_back({"--set", std::move(all)});
    return std::move(scenario_);
}

void ScenarioReader::override_with(const std::string& text) {
    const Location where{"--set", 0, 0};
    const std::size_t equals = std::min(text.find('='), text.size());
    std::string path = text.substr(0, equals);
    path.erase(0, path.find_first_not_of(' '));
    path.erase(path.find_last_not_of(' ') + 1);
    bool good = equals < text.size() && !path.empty() && path.back() != '.';
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, '.');)
        good = good && is_bare(part);
    if (!good || path == "extends" || first_invalid_utf8(text, "")) {
        problems_.add({where, to_toml(text) + " is not of the form section.key=value", "", "write for example run.seed=3"});
        return;
    }
    const std::string written = text.substr(equals + 1);
    toml::table parsed;
    try {
        parsed = toml::parse("value = " + written);
    } catch (const toml::parse_error&) {
        parsed.clear();
    }
    if (parsed.size() != 1)  // not TOML (15s, 12 USD), or a line end that begins another key
        parsed = toml::table{{"value", written}};
    std::vector<Entry> entries;
    Lists lists;
    add_node(*parsed.get("value"), path, where, {"--set", fs::current_path(), ""}, entries, lists);
    for (Entry& entry : entries)
        entry.key_where = entry.value.where = where;
    if (!override_table(entries, path))
        lay_upon(std::move(entries), std::move(lists));
}

/// Handles "policy.2.compliance=0.5": a key of the second table of a list. Whether the path begins with a list's name.
bool ScenarioReader::override_table(const std::vector<Entry>& entries, const std::string& path) {
    for (auto& [name, tables] : scenario_.tables_) {
        if (!path.starts_with(name + "."))
            continue;
        const std::size_t digits = name.size() + 1;
        const std::size_t dot = path.find('.', digits);
        std::size_t number = 0;
        for (std::size_t i = digits; i < std::min(dot, path.size()) && number <= tables.size(); ++i)
            number = path[i] >= '0' && path[i] <= '9' ? 10 * number + static_cast<std::size_t>(path[i] - '0') : tables.size() + 1;
        if (dot == std::string::npos || number == 0 || number > tables.size()) {
            problems_.add({{"--set", 0, 0},
                           "\"" + path + "\" names no key of the " + std::to_string(tables.size()) + " tables [[" + name + "]]",
                           "",
                           "write " + name + ".1.key=value for the first"});
            return true;
        }
        for (Entry entry : entries) {
            entry.path = entry.path.substr(dot + 1);
            put(tables[number - 1].entries, std::move(entry));
        }
        return true;
    }
    return false;
}

std::string to_toml(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted += {'\\', c};
        else if (c == '\n')
            quoted += "\\n";
        else if (c == '\t')
            quoted += "\\t";
        else if (code < 0x20 || code == 0x7F)
            quoted += {'\\', 'u', '0', '0', "0123456789ABCDEF"[code / 16], "0123456789ABCDEF"[code % 16]};
        else
            quoted += c;
    }
    return quoted + "\"";
}

std::string to_toml(const Value& value) {
    struct Writer {
        std::string operator()(bool v) const { return v ? "true" : "false"; }
        std::string operator()(std::int64_t v) const { return std::to_string(v); }
        std::string operator()(double v) const {
            const std::string text = format_number(v);
            return text.find_first_of(".einf") == std::string::npos ? text + ".0" : text;
        }
        std::string operator()(const std::string& v) const { return to_toml(std::string_view(v)); }
        std::string operator()(Date v) const { return date_text(v); }
        std::string operator()(const std::vector<Value>& v) const {
            std::string text;
            for (const Value& element : v)
                text += (text.empty() ? "" : ", ") + to_toml(element);
            return "[" + text + "]";
        }
    };
    return std::visit(Writer{}, value.data);
}

const Entry* ScenarioTable::find(std::string_view path) const { return find_entry(entries, path); }

Scenario Scenario::load(const fs::path& file, const std::vector<std::string>& overrides, Problems& problems) {
    ScenarioReader reader(problems);
    reader.read_chain(file, {});
    return reader.lay(overrides);
}

Scenario Scenario::from_text(std::string text, const std::string& name, const fs::path& folder,
                             const std::vector<std::string>& overrides, Problems& problems) {
    ScenarioReader reader(problems);
    reader.read_chain_from(std::move(text), name, folder);
    return reader.lay(overrides);
}

const Entry* Scenario::find(std::string_view path) const { return find_entry(entries_, path); }

const std::vector<ScenarioTable>& Scenario::tables(std::string_view name) const {
    static const std::vector<ScenarioTable> none;
    const auto found = tables_.find(name);
    return found == tables_.end() ? none : found->second;
}

std::vector<std::string> Scenario::table_names() const {
    std::vector<std::string> names;
    for (const auto& [name, tables] : tables_)
        names.push_back(name);
    return names;
}

std::pair<std::string, std::string> toml_library() {
    return {"toml++", std::to_string(TOML_LIB_MAJOR) + "." + std::to_string(TOML_LIB_MINOR) + "." + std::to_string(TOML_LIB_PATCH)};
}

}  // namespace sim
