#include "sim/params.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <variant>

#include "sim/contract.hpp"

namespace sim {
namespace {

namespace fs = std::filesystem;

/// Why a value was not understood: `complaint` goes on after the value, the rest as in `Problem`.
struct Rejection {
    std::string complaint;
    std::string why;
    std::string hint;
};
template <class T>
using Reading = std::variant<T, Rejection>;

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string write_as(const std::string& text) { return "write " + text; }

std::optional<double> number_in(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value.data))
        return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value.data))
        return *number;
    return std::nullopt;
}

/// The number and unit of a text such as "12 USD", or of a bare number (which has no unit).
std::optional<Measured> measured_in(const Value& value) {
    if (const auto number = number_in(value))
        return Measured{*number, ""};
    const auto* text = std::get_if<std::string>(&value.data);
    return text == nullptr ? std::nullopt : parse_measured(*text);
}

Reading<double> understand(const Entry& entry, const BindOptions&, double) {
    if (const auto number = number_in(entry.value))
        return *number;
    return Rejection{"is not a number", "", "write a number without quotes and unit"};
}

Reading<Share> understand(const Entry& entry, const BindOptions&, Share) {
    if (const auto number = number_in(entry.value))
        return Share{static_cast<float>(*number)};
    return Rejection{"is not a share", "a share is a bare number between 0 and 1", "write for example 0.8"};
}

Reading<std::int64_t> understand(const Entry& entry, const BindOptions&, std::int64_t) {
    if (const auto* whole = std::get_if<std::int64_t>(&entry.value.data))
        return *whole;
    return Rejection{"is not a whole number", "", ""};
}

Reading<bool> understand(const Entry& entry, const BindOptions&, bool) {
    if (const auto* v = std::get_if<bool>(&entry.value.data))
        return *v;
    return Rejection{"is neither true nor false", "", "write true or false without quotes"};
}

Reading<std::string> understand(const Entry& entry, const BindOptions&, const std::string&) {
    if (const auto* text = std::get_if<std::string>(&entry.value.data))
        return *text;
    return Rejection{"is not a text", "", "put it in quotes"};
}

Reading<std::vector<std::string>> understand(const Entry& entry, const BindOptions&, const std::vector<std::string>&) {
    std::vector<std::string> texts;
    const auto* list = std::get_if<std::vector<Value>>(&entry.value.data);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
        if (const auto* text = std::get_if<std::string>(&(*list)[i].data))
            texts.push_back(*text);
    if (list != nullptr && texts.size() == list->size())
        return texts;
    const bool single = std::holds_alternative<std::string>(entry.value.data);
    return Rejection{"is not a list of texts", "",
                     write_as(single ? "[" + to_toml(entry.value) + "]" : "for example [\"a\", \"b\"]")};
}

Reading<fs::path> understand(const Entry& entry, const BindOptions&, const fs::path&) {
    const auto* text = std::get_if<std::string>(&entry.value.data);
    if (text == nullptr)
        return Rejection{"is not the name of a file", "", "put it in quotes"};
    return text->empty() ? fs::path() : (entry.folder / *text).lexically_normal();
}

Reading<Date> understand(const Entry& entry, const BindOptions&, Date) {
    if (const auto* date = std::get_if<Date>(&entry.value.data))
        return *date;
    const bool in_quotes = std::holds_alternative<std::string>(entry.value.data);
    return Rejection{"is not a date", "", in_quotes ? "write the date without quotes: 2018-01-31" : "write for example 2018-01-31"};
}

Reading<Seconds> understand(const Entry& entry, const BindOptions&, Seconds) {
    const auto* text = std::get_if<std::string>(&entry.value.data);
    if (text != nullptr)
        if (const auto duration = parse_duration(*text))
            return *duration;
    const std::string why = "a duration has one of the units " + listed(duration_units());
    const auto measured = measured_in(entry.value);
    if (!measured)
        return Rejection{"is not a duration", why, "write for example \"15min\""};
    const std::string number = format_number(measured->number);
    if (measured->unit.empty())
        return Rejection{"has no unit", why, write_as("\"" + number + "s\" or \"" + number + "min\"")};
    const std::vector<std::string>& units = duration_units();
    if (std::find(units.begin(), units.end(), measured->unit) == units.end())
        return Rejection{"has the unknown unit \"" + measured->unit + "\"", why, did_you_mean(measured->unit, units)};
    return Rejection{"is not a whole number of seconds", "time is counted in whole seconds", ""};
}

/// Dollars of an amount in any known currency; `per_hour` says which of "12 USD" and "12 USD/h" is meant.
Reading<double> dollars_of(const Entry& entry, const BindOptions& options, bool per_hour) {
    const std::string suffix = per_hour ? "/h" : "";
    const std::string kind = per_hour ? "pay per hour" : "an amount of money";
    const auto measured = measured_in(entry.value);
    if (!measured)
        return Rejection{"is not " + kind, "", "write for example \"12 USD" + suffix + "\""};
    const std::string number = format_number(measured->number);
    if (measured->unit.empty())
        return Rejection{"has no currency", kind + " names its currency", write_as("\"" + number + " USD" + suffix + "\"")};
    const auto amount = parse_amount(number + " " + measured->unit);
    if (!amount)
        return Rejection{"has the unknown unit \"" + measured->unit + "\"",
                         kind + " is written with a currency of three capital letters",
                         write_as("\"" + number + " USD" + suffix + "\"")};
    if (amount->per_hour != per_hour)
        return Rejection{"is not " + kind, "", write_as("\"" + number + " " + amount->currency + suffix + "\"")};
    const auto rate = options.rates.usd_per(amount->currency);
    if (!rate)
        return Rejection{"is in the unknown currency " + amount->currency, "known: " + listed(options.rates.currencies()),
                         did_you_mean(amount->currency, options.rates.currencies())};
    return amount->number * *rate;
}

Reading<Money> understand(const Entry& entry, const BindOptions& options, Money) {
    const Reading<double> usd = dollars_of(entry, options, false);
    if (const auto* rejection = std::get_if<Rejection>(&usd))
        return *rejection;
    constexpr double largest = 9e12;  // beyond, micro-dollars do not fit into 64 bits
    if (std::abs(std::get<double>(usd)) > largest)
        return Rejection{"is out of range", "no amount may exceed 9e12 USD", ""};
    return dollars(std::get<double>(usd));
}

Reading<HourlyPay> understand(const Entry& entry, const BindOptions& options, HourlyPay) {
    const Reading<double> usd = dollars_of(entry, options, true);
    if (const auto* rejection = std::get_if<Rejection>(&usd))
        return *rejection;
    return HourlyPay{static_cast<float>(std::get<double>(usd))};
}

std::string plain(double v) { return format_number(v); }
std::string plain(std::int64_t v) { return std::to_string(v); }
std::string plain(Seconds v) { return format_duration(v); }
std::string plain(Money v) { return format_money(v); }
std::string plain(HourlyPay v) { return format_pay(v); }
std::string plain(Share v) { return format_number(v.value); }
std::string plain(Date v) { return date_text(v); }

std::string written(double v) { return to_toml(Value{v, {}}); }
std::string written(std::int64_t v) { return std::to_string(v); }
std::string written(Share v) { return plain(v); }
std::string written(Date v) { return plain(v); }
std::string written(bool v) { return v ? "true" : "false"; }
std::string written(const std::string& v) { return to_toml(v); }
std::string written(const fs::path& v) { return to_toml(v.generic_string()); }
std::string written(Seconds v) { return to_toml(plain(v)); }
std::string written(Money v) { return to_toml(plain(v)); }
std::string written(HourlyPay v) { return to_toml(plain(v)); }
std::string written(const std::vector<std::string>& v) {
    std::string text;
    for (const std::string& element : v)
        text += (text.empty() ? "" : ", ") + to_toml(element);
    return "[" + text + "]";
}

/// False for what is no number, too.
template <class T>
bool within(const T& value, const Range<T>& range) {
    return range.min <= value && value <= range.max;
}

}  // namespace

ParamBase::ParamBase(ParamGroup* group, std::string_view name, std::string_view meaning, std::string_view source,
                     std::string_view unit)
    : group_(group), name_(name), meaning_(meaning), source_(source), unit_(unit) {
    group->params_.push_back(this);
}

std::string ParamBase::path() const { return group_->section().empty() ? name_ : group_->section() + "." + name_; }

std::string ParamBase::value_text(const fs::path&) const { return value_text(); }

void ParamBase::read(const Entry& entry, const BindOptions& options, Problems& problems) {
    if (!take(entry, options, problems))
        return;
    is_set_ = true;
    where_ = entry.value.where;
}

void ParamBase::reset(const fs::path& data_folder) {
    take_default(data_folder);
    is_set_ = false;
    where_ = {};
}

bool ParamBase::reject(const Entry& entry, const std::string& complaint, const std::string& why, const std::string& hint,
                       Problems& problems) const {
    constexpr std::size_t longest = 60;
    std::string value = to_toml(entry.value);
    if (value.size() > longest)
        value = "...";
    problems.add({entry.value.where, "\"" + path() + "\" = " + value + " " + complaint, why, hint});
    return false;
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) void Param<T>::check_default() const {
    if constexpr (RangedValue<T>)
        expects(within(default_, range_), "the default of a parameter lies in its range");
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) void Param<T>::set(T value) {
    if constexpr (RangedValue<T>)
        expects(within(value, range_), "a parameter is set within its range");
    value_ = std::move(value);
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) bool Param<T>::take(const Entry& entry, const BindOptions& options, Problems& problems) {
    Reading<T> reading = understand(entry, options, T{});
    if (const auto* no = std::get_if<Rejection>(&reading))
        return reject(entry, no->complaint, no->why, no->hint, problems);
    if constexpr (RangedValue<T>)
        if (!within(std::get<T>(reading), range_))
            return reject(entry, "is out of range", "allowed: " + range_text(), "", problems);
    value_ = std::get<T>(std::move(reading));
    return true;
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) void Param<T>::take_default([[maybe_unused]] const fs::path& data_folder) {
    value_ = default_;
    if constexpr (std::same_as<T, fs::path>)
        if (!data_folder.empty() && !default_.empty())
            value_ = fs::absolute(data_folder / default_).lexically_normal();
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) std::string Param<T>::type_text()
const {
    if constexpr (std::same_as<T, double>)
        return "number";
    else if constexpr (std::same_as<T, std::int64_t>)
        return "whole number";
    else if constexpr (std::same_as<T, bool>)
        return "true or false";
    else if constexpr (std::same_as<T, std::string>)
        return "text";
    else if constexpr (std::same_as<T, std::vector<std::string>>)
        return "list of texts";
    else if constexpr (std::same_as<T, fs::path>)
        return "file";
    else if constexpr (std::same_as<T, Date>)
        return "date";
    else if constexpr (std::same_as<T, Seconds>)
        return "duration";
    else if constexpr (std::same_as<T, Money>)
        return "amount of money";
    else if constexpr (std::same_as<T, HourlyPay>)
        return "pay per hour";
    else
        return "share";
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) std::string Param<T>::range_text()
const {
    std::string text;
    if constexpr (RangedValue<T>)
        text = plain(range_.min) + " to " + plain(range_.max);
    if constexpr (std::same_as<T, double> || std::same_as<T, std::int64_t>)
        text += unit() == "1" ? "" : " " + unit();
    return text;
}

template <class T>
requires(RangedValue<T> || PlainValue<T>) std::string Param<T>::default_text()
const { return written(default_); }

template <class T>
requires(RangedValue<T> || PlainValue<T>) std::string Param<T>::value_text()
const { return written(value_); }

template <class T>
requires(RangedValue<T> || PlainValue<T>) std::string Param<T>::value_text([[maybe_unused]] const fs::path& folder)
const {
    if constexpr (std::same_as<T, fs::path>)
        if (value_.is_absolute() && folder.is_absolute())
            return written(value_.lexically_proximate(folder));
    return value_text();
}

template class Param<double>;
template class Param<std::int64_t>;
template class Param<bool>;
template class Param<std::string>;
template class Param<std::vector<std::string>>;
template class Param<fs::path>;
template class Param<Date>;
template class Param<Seconds>;
template class Param<Money>;
template class Param<HourlyPay>;
template class Param<Share>;

ChoiceParam::ChoiceParam(ParamGroup* group, std::string_view name, std::string_view default_word, std::vector<std::string> words,
                         std::string_view meaning, std::string_view source)
    : ParamBase(group, name, meaning, source, ""), words_(std::move(words)), default_(default_word), value_(default_word) {
    expects(std::find(words_.begin(), words_.end(), default_) != words_.end(), "the default of a choice is one of its words");
}

std::size_t ChoiceParam::index() const {
    return static_cast<std::size_t>(std::find(words_.begin(), words_.end(), value_) - words_.begin());
}

void ChoiceParam::set(std::string word) {
    expects(std::find(words_.begin(), words_.end(), word) != words_.end(), "a choice is set to one of its words");
    value_ = std::move(word);
}

std::string ChoiceParam::range_text() const { return "one of " + listed(words_); }

bool ChoiceParam::take(const Entry& entry, const BindOptions&, Problems& problems) {
    const auto* text = std::get_if<std::string>(&entry.value.data);
    if (text == nullptr)
        return reject(entry, "is not a text", "", "put it in quotes", problems);
    if (std::find(words_.begin(), words_.end(), *text) == words_.end())
        return reject(entry, "is not known", range_text(), did_you_mean(*text, words_), problems);
    value_ = *text;
    return true;
}

namespace {

/// Every parameter by section and name.
using Known = std::map<std::string, std::map<std::string, ParamBase*>>;

Known known_in(std::span<ParamGroup* const> groups) {
    Known known;
    for (const ParamGroup* group : groups)
        for (ParamBase* param : group->params())
            if (!known[group->section()].emplace(param->name(), param).second)
                throw ContractError("two parameters are called " + param->path());
    return known;
}

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map)
        keys.push_back(key);
    return keys;
}

std::string joined_path(const std::string& section, const std::string& name) {
    return section.empty() ? name : section + "." + name;
}

/// What may have been meant by an unknown key: a near section and name, the name in another section, or what there is.
std::string hint_for(const std::string& section, const std::string& name, const Known& known) {
    const auto exact = known.find(section);
    const std::string near_section = exact != known.end() ? section : nearest(section, keys_of(known));
    if (const auto found = known.find(near_section); found != known.end()) {
        const std::string near_name = found->second.contains(name) ? name : nearest(name, keys_of(found->second));
        if (!near_name.empty())
            return "did you mean \"" + joined_path(near_section, near_name) + "\"?";
    }
    for (const auto& [other, params] : known)
        if (params.contains(name))
            return "did you mean \"" + joined_path(other, name) + "\"?";
    if (exact != known.end())
        return (section.empty() ? "known keys: " : "known in [" + section + "]: ") + listed(keys_of(exact->second));
    return "known sections: " + listed(keys_of(known));
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_empty_list(const Value& value) {
    const auto* list = std::get_if<std::vector<Value>>(&value.data);
    return list != nullptr && list->empty();
}

void bind_entry(const Entry& entry, const Known& known, const BindOptions& options, Problems& problems) {
    const std::size_t dot = entry.path.rfind('.');
    const std::string section = dot == std::string::npos ? "" : entry.path.substr(0, dot);
    const std::string name = dot == std::string::npos ? entry.path : entry.path.substr(dot + 1);
    if (const auto group = known.find(section); group != known.end())
        if (const auto param = group->second.find(name); param != group->second.end())
            return param->second->read(entry, options, problems);
    if (contains(options.table_sections, entry.path) && is_empty_list(entry.value))
        return;
    const std::string first = entry.path.substr(0, entry.path.find('.'));
    const std::string list = contains(options.table_sections, section) ? section : first;
    const bool is_list = contains(options.table_sections, list);
    problems.add({entry.key_where, "unknown key \"" + entry.path + "\"", is_list ? "\"" + list + "\" is a list of tables" : "",
                  is_list ? "write [[" + list + "]]" : hint_for(section, name, known)});
}

void check_lists(const Scenario& scenario, const Known& known, const BindOptions& options, Problems& problems) {
    for (const std::string& name : scenario.table_names()) {
        if (contains(options.table_sections, name))
            continue;
        std::string hint = did_you_mean(name, options.table_sections);
        if (known.contains(name))
            hint = "write [" + name + "]";
        else if (hint.empty() && !options.table_sections.empty())
            hint = "known lists: " + listed(options.table_sections);
        problems.add({scenario.tables(name).front().where, "unknown list of tables [[" + name + "]]", "", hint});
    }
}

}  // namespace

void bind_params(const Scenario& scenario, std::span<ParamGroup* const> groups, const BindOptions& options, Problems& problems) {
    const Known known = known_in(groups);
    for (const ParamGroup* group : groups)
        for (ParamBase* param : group->params())
            param->reset(options.data_folder);
    for (const Entry& entry : scenario.entries())
        bind_entry(entry, known, options, problems);
    check_lists(scenario, known, options, problems);
}

void bind_table(const ScenarioTable& table, ParamGroup& group, const std::vector<std::string>& known_keys,
                const BindOptions& options, Problems& problems) {
    std::map<std::string, ParamBase*> params;
    for (ParamBase* param : group.params()) {
        param->reset(options.data_folder);
        params.emplace(param->name(), param);
    }
    std::vector<std::string> all = keys_of(params);
    all.insert(all.end(), known_keys.begin(), known_keys.end());
    for (const Entry& entry : table.entries) {
        if (const auto param = params.find(entry.path); param != params.end()) {
            param->second->read(entry, options, problems);
            continue;
        }
        if (contains(known_keys, entry.path))
            continue;
        const std::string hint = did_you_mean(entry.path, all);
        problems.add({entry.key_where, "unknown key \"" + entry.path + "\" in [[" + group.section() + "]]", "",
                      hint.empty() ? "known: " + listed(all) : hint});
    }
}

std::string resolved_toml(const Scenario& scenario, std::span<ParamGroup* const> groups) {
    std::vector<std::string> sections;
    std::map<std::string, std::string> text;
    for (const ParamGroup* group : groups) {
        if (!text.contains(group->section()))
            sections.push_back(group->section());
        std::string& section = text[group->section()];
        for (const ParamBase* param : group->params()) {
            const bool counts = !param->unit().empty() && param->unit() != "1";
            section += "# " + param->meaning() + (counts ? " [" + param->unit() + "]" : "") + "\n";
            section += param->name() + " = " + param->value_text(scenario.folder()) + "\n";
        }
    }
    std::string all = "title = " + to_toml(scenario.title()) + "\ndescription = " + to_toml(scenario.description()) +
                      "\nschema = " + std::to_string(Scenario::newest_schema) + "\n" + text[""];
    for (const std::string& section : sections)
        if (!section.empty())
            all += "\n[" + section + "]\n" + text[section];
    for (const std::string& name : scenario.table_names())
        for (const ScenarioTable& table : scenario.tables(name)) {
            all += "\n[[" + name + "]]\n";
            for (const Entry& entry : table.entries)
                all += entry.path + " = " + to_toml(entry.value) + "\n";
        }
    return all;
}

}  // namespace sim
