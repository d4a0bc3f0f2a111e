// A parameter is declared once, beside the code that uses it; parsing, checks, documentation and provenance follow from that line.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/problem.hpp"
#include "sim/quantity.hpp"
#include "sim/scenario.hpp"
#include "sim/units.hpp"

namespace sim {

class ParamGroup;

/// What is needed to understand values: where default files lie, what currencies are worth, which lists of tables exist.
struct BindOptions {
    std::filesystem::path data_folder;        ///< default files are resolved against it
    ExchangeRates rates;                      ///< for amounts in other currencies than USD
    std::vector<std::string> table_sections;  ///< names of lists of tables ("policy" for [[policy]]) that others read
};

/// One parameter without its type: all that a reference page or a message needs.
class ParamBase {
  public:
    ParamBase(const ParamBase&) = delete;
    ParamBase& operator=(const ParamBase&) = delete;
    virtual ~ParamBase() = default;

    const std::string& name() const { return name_; }
    /// Section and name: "search.listings_viewed".
    std::string path() const;
    /// What the number counts ("s", "USD/h", "1"); empty for what is not a number.
    const std::string& unit() const { return unit_; }
    const std::string& meaning() const { return meaning_; }
    const std::string& source() const { return source_; }
    /// What may be written, in words: "duration", "whole number", "one word"...
    virtual std::string type_text() const = 0;
    /// The allowed values in words: "1s to 10min", "one of a, b"; empty when there is no limit.
    virtual std::string range_text() const = 0;
    /// The default in TOML.
    virtual std::string default_text() const = 0;
    /// The present value in TOML; reading it gives the same value.
    virtual std::string value_text() const = 0;
    /// As `value_text`, but files are written relative to `folder`, so that the text does not name the machine's folders.
    virtual std::string value_text(const std::filesystem::path& folder) const;

    /// Whether a scenario gave the value, and where.
    bool is_set() const { return is_set_; }
    const Location& where() const { return where_; }

    /// Takes the value of the entry, or adds a problem and keeps the present value.
    void read(const Entry& entry, const BindOptions& options, Problems& problems);
    /// Back to the default; `data_folder` is where default files lie.
    void reset(const std::filesystem::path& data_folder = {});

  protected:
    ParamBase(ParamGroup* group, std::string_view name, std::string_view meaning, std::string_view source, std::string_view unit);
    virtual bool take(const Entry& entry, const BindOptions& options, Problems& problems) = 0;
    virtual void take_default(const std::filesystem::path& data_folder) = 0;
    /// Says what is wrong with the value of the entry; returns false.
    bool reject(const Entry& entry, const std::string& complaint, const std::string& why, const std::string& hint,
                Problems& problems) const;

  private:
    const ParamGroup* group_;
    std::string name_;
    std::string meaning_;
    std::string source_;
    std::string unit_;
    bool is_set_ = false;
    Location where_;
};

/// The closed interval in which a parameter must lie.
template <class T>
struct Range {
    T min;
    T max;
};

/// Types whose parameters have a range.
template <class T>
concept RangedValue = std::same_as<T, double> || std::same_as<T, std::int64_t> || std::same_as<T, Seconds> ||
    std::same_as<T, Money> || std::same_as<T, HourlyPay> || std::same_as<T, Share> || std::same_as<T, Date>;
/// Types whose parameters have none.
template <class T>
concept PlainValue = std::same_as<T, bool> || std::same_as<T, std::string> || std::same_as<T, std::vector<std::string>> ||
    std::same_as<T, std::filesystem::path>;

/// The unit in which a person meets values of the type; empty for what is not a number.
template <class T>
constexpr std::string_view written_unit() {
    if constexpr (std::same_as<T, Money>)
        return "USD";
    else if constexpr (std::same_as<T, Date> || PlainValue<T>)
        return "";
    else
        return unit_label<T>();
}

/// A parameter: `Param<Seconds> pause {this, "pause", Seconds{60}, {Seconds{0}, Seconds{3600}}, "meaning", "source"};`
template <class T>
requires(RangedValue<T> || PlainValue<T>) class Param final : public ParamBase {
  public:
    /// With a range. A plain number (double, std::int64_t) may name its unit as the last argument.
    Param(ParamGroup* group, std::string_view name, T default_value, Range<T> range, std::string_view meaning,
          std::string_view source, std::string_view unit = written_unit<T>()) requires RangedValue<T>
        : ParamBase(group, name, meaning, source, unit), range_(range), default_(default_value), value_(default_value) {
        check_default();
    }
    /// Without a range; a share then lies between 0 and 1.
    Param(ParamGroup* group, std::string_view name, T default_value, std::string_view meaning,
          std::string_view source) requires(PlainValue<T> || std::same_as<T, Share>)
        : ParamBase(group, name, meaning, source, written_unit<T>()), default_(std::move(default_value)), value_(default_) {
        if constexpr (std::same_as<T, Share>)
            range_ = {Share{0.0F}, Share{1.0F}};
        check_default();
    }

    const T& operator()() const { return value_; }
    operator const T&() const { return value_; }  // NOLINT: a parameter reads as its value
    const T& default_value() const { return default_; }
    const Range<T>& range() const requires RangedValue<T> { return range_; }
    /// Sets the value from code (a test, a design of experiments). It must lie in the range.
    void set(T value);

    std::string type_text() const override;
    std::string range_text() const override;
    std::string default_text() const override;
    std::string value_text() const override;
    std::string value_text(const std::filesystem::path& folder) const override;

  protected:
    bool take(const Entry& entry, const BindOptions& options, Problems& problems) override;
    void take_default(const std::filesystem::path& data_folder) override;

  private:
    void check_default() const;

    Range<T> range_{};
    T default_;
    T value_;
};

/// A parameter that is one of a list of words.
class ChoiceParam final : public ParamBase {
  public:
    ChoiceParam(ParamGroup* group, std::string_view name, std::string_view default_word, std::vector<std::string> words,
                std::string_view meaning, std::string_view source);

    const std::string& operator()() const { return value_; }
    operator const std::string&() const { return value_; }  // NOLINT: a parameter reads as its value
    /// The place of the present word in the list, for a switch or an enumeration in the same order.
    std::size_t index() const;
    const std::vector<std::string>& words() const { return words_; }
    /// Sets the word from code; it must be one of the list.
    void set(std::string word);

    std::string type_text() const override { return "one word"; }
    std::string range_text() const override;
    std::string default_text() const override { return to_toml(default_); }
    std::string value_text() const override { return to_toml(value_); }

  protected:
    bool take(const Entry& entry, const BindOptions& options, Problems& problems) override;
    void take_default(const std::filesystem::path&) override { value_ = default_; }

  private:
    std::vector<std::string> words_;
    std::string default_;
    std::string value_;
};

/// The parameters of one section. Parameters register here, so a group stays where it was made.
class ParamGroup {
  public:
    template <class T>
    using Param = sim::Param<T>;
    using ChoiceParam = sim::ChoiceParam;

    /// `section` may have dots ("worker.search"); an empty one puts the keys at the top of the file.
    explicit ParamGroup(std::string_view section) : section_(section) {}
    ParamGroup(const ParamGroup&) = delete;
    ParamGroup& operator=(const ParamGroup&) = delete;

    const std::string& section() const { return section_; }
    /// In order of declaration.
    std::span<ParamBase* const> params() const { return params_; }

  protected:
    ~ParamGroup() = default;

  private:
    friend class ParamBase;
    std::string section_;
    std::vector<ParamBase*> params_;
};

extern template class Param<double>;
extern template class Param<std::int64_t>;
extern template class Param<bool>;
extern template class Param<std::string>;
extern template class Param<std::vector<std::string>>;
extern template class Param<std::filesystem::path>;
extern template class Param<Date>;
extern template class Param<Seconds>;
extern template class Param<Money>;
extern template class Param<HourlyPay>;
extern template class Param<Share>;

/// Resets every parameter, then sets those that the scenario gives. Unknown keys and bad values are problems.
void bind_params(const Scenario& scenario, std::span<ParamGroup* const> groups, const BindOptions& options, Problems& problems);

/// As `bind_params`, for one table of a list; `known_keys` are keys that someone else reads ("instrument").
void bind_table(const ScenarioTable& table, ParamGroup& group, const std::vector<std::string>& known_keys,
                const BindOptions& options, Problems& problems);

/// The whole scenario as TOML: every parameter with its value, meaning and unit, then the lists of tables as they were given.
/// Files are written relative to the scenario's folder; read again from there, the text gives the same values.
std::string resolved_toml(const Scenario& scenario, std::span<ParamGroup* const> groups);

}  // namespace sim
