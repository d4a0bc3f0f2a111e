#include "sim/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "sim/csv.hpp"

namespace sim {
namespace {

struct DurationUnit {
    std::string_view name;
    std::int64_t seconds;
};
constexpr std::array<DurationUnit, 5> duration_table{
    {{"s", 1}, {"min", 60}, {"h", seconds_per_hour}, {"d", seconds_per_day}, {"w", seconds_per_week}}};

constexpr double exact_integers = 9007199254740992.0;  // 2^53: up to here a double counts every whole number

std::string_view trimmed(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

template <class Float>
std::string shortest(Float number) {
    std::array<char, 64> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return std::string(buffer.data(), end);
}

}  // namespace

std::optional<Measured> parse_measured(std::string_view text) {
    text = trimmed(text);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number))
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return Measured{number, std::string(trimmed(text))};
}

std::optional<Seconds> parse_duration(std::string_view text) {
    const auto measured = parse_measured(text);
    if (!measured)
        return std::nullopt;
    const auto unit =
        std::find_if(duration_table.begin(), duration_table.end(), [&](const DurationUnit& u) { return u.name == measured->unit; });
    if (unit == duration_table.end())
        return std::nullopt;
    const double seconds = measured->number * static_cast<double>(unit->seconds);
    const double whole = std::round(seconds);
    // 1.1h is 3960.0000000000005 s in binary: a millionth of a second is no fraction that anybody wrote.
    if (std::abs(whole) > exact_integers || std::abs(seconds - whole) > 1e-6)
        return std::nullopt;
    return Seconds{static_cast<std::int64_t>(whole)};
}

const std::vector<std::string>& duration_units() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const DurationUnit& unit : duration_table)
            list.emplace_back(unit.name);
        return list;
    }();
    return names;
}

std::optional<Amount> parse_amount(std::string_view text) {
    auto measured = parse_measured(text);
    if (!measured)
        return std::nullopt;
    std::string_view unit = measured->unit;
    const bool per_hour = unit.ends_with("/h");
    if (per_hour)
        unit = trimmed(unit.substr(0, unit.size() - 2));
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (unit.size() != 3 || !std::all_of(unit.begin(), unit.end(), is_capital))
        return std::nullopt;
    return Amount{measured->number, std::string(unit), per_hour};
}

std::string format_number(double number) { return shortest(number); }
std::string format_number(float number) { return shortest(number); }

std::string format_duration(Seconds duration) {
    if (duration.value == 0)
        return "0s";
    const auto unit = std::find_if(duration_table.rbegin(), duration_table.rend(),
                                   [&](const DurationUnit& u) { return duration.value % u.seconds == 0; });
    return std::to_string(duration.value / unit->seconds) + std::string(unit->name);
}

std::string format_money(Money amount) {
    const std::int64_t whole = amount.value / micro_per_dollar;
    const std::int64_t rest = std::abs(amount.value % micro_per_dollar);
    std::string text = (amount.value < 0 && whole == 0 ? "-" : "") + std::to_string(whole);
    if (rest != 0) {
        const std::string digits = std::to_string(micro_per_dollar + rest).substr(1);
        text += "." + digits.substr(0, digits.find_last_not_of('0') + 1);
    }
    return text + " USD";
}

std::string format_pay(HourlyPay pay) { return format_number(pay.value) + " USD/h"; }

ExchangeRates ExchangeRates::load(const std::filesystem::path& file, int year, Problems& problems) {
    ExchangeRates rates;
    Problems own;
    const CsvTable table = CsvTable::load(file, own);
    if (own.empty())
        table.require({"year", "currency", "usd_per_unit"}, own);
    std::map<std::string, std::int64_t> year_taken;
    for (std::size_t row = 0; own.empty() && row < table.rows(); ++row) {
        const std::int64_t of_year = table.integer(row, "year", {1900, 2200}, own);
        const std::string& currency = table.text(row, "currency");
        const double rate = table.number(row, "usd_per_unit", {1e-9, 1e9}, own);
        if (const auto amount = parse_amount("1 " + currency); !amount || amount->per_hour)
            own.add({table.where(row), "column \"currency\": \"" + currency + "\" is not a code of three capital letters", "", ""});
        if (currency == "USD")
            continue;
        const auto taken = year_taken.find(currency);
        if (taken != year_taken.end() && taken->second == of_year)
            own.add({table.where(row), currency + " has two rates for " + std::to_string(of_year), "", "remove one of them"});
        const auto distance = [year](std::int64_t y) { return std::make_pair(std::abs(y - year), y); };
        if (taken == year_taken.end() || distance(of_year) < distance(taken->second)) {
            year_taken[currency] = of_year;
            rates.usd_per_unit_[currency] = rate;
        }
    }
    for (const Problem& problem : own.list())
        problems.add(problem);
    return rates;
}

std::optional<double> ExchangeRates::usd_per(std::string_view currency) const {
    const auto found = usd_per_unit_.find(currency);
    return found == usd_per_unit_.end() ? std::nullopt : std::optional<double>(found->second);
}

std::optional<double> ExchangeRates::usd_per(std::string_view currency, const Location& where, Problems& problems) const {
    const auto rate = usd_per(currency);
    if (!rate) {
        std::string known;
        for (const std::string& code : currencies())
            known += (known.empty() ? "" : ", ") + code;
        problems.add(
            {where, "unknown currency \"" + std::string(currency) + "\"", "known: " + known, did_you_mean(currency, currencies())});
    }
    return rate;
}

std::vector<std::string> ExchangeRates::currencies() const {
    std::vector<std::string> codes;
    for (const auto& [code, rate] : usd_per_unit_)
        codes.push_back(code);
    return codes;
}

}  // namespace sim
