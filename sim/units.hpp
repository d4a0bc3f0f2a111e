// Quantities as a person writes them: "15min", "0.05 EUR", "1.55 USD/h", 2018-01-01; and the way back, exactly.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/clock.hpp"
#include "sim/problem.hpp"
#include "sim/quantity.hpp"

namespace sim {

/// A number followed by a word, as in "15min" or "12 USD"; `unit` is empty when only a number is written.
struct Measured {
    double number = 0;
    std::string unit;
};

/// Reads a number and the word behind it; nothing when the text does not begin with a finite number.
std::optional<Measured> parse_measured(std::string_view text);

/// Whole seconds of "8 s", "15min", "2h", "7d" or "8w"; nothing for any other unit or when the seconds are not whole.
std::optional<Seconds> parse_duration(std::string_view text);

/// The units that a duration can be written in, shortest first: s, min, h, d, w.
const std::vector<std::string>& duration_units();

/// An amount in some currency ("0.05 EUR"), or a rate of pay in it ("10 EUR/h").
struct Amount {
    double number = 0;
    std::string currency;  ///< three capital letters (ISO 4217)
    bool per_hour = false;
};

/// Reads "12 USD" or "1.55 USD/h"; nothing when the number or the currency is missing.
std::optional<Amount> parse_amount(std::string_view text);

/// The shortest text that gives the same number back, without regard to the locale.
std::string format_number(double number);
std::string format_number(float number);

/// The duration in the largest unit that divides it: 5400 s is "90min", 0 is "0s". Exact.
std::string format_duration(Seconds duration);
/// Dollars with as many decimals as are needed, at most six: "0.05 USD". Exact.
std::string format_money(Money amount);
/// The shortest text that gives the same pay back: "1.55 USD/h".
std::string format_pay(HourlyPay pay);

/// Dollars per unit of a currency, in one year. The dollar itself is always known.
class ExchangeRates {
  public:
    ExchangeRates() = default;
    /// Reads a CSV with columns year, currency, usd_per_unit; each currency takes the row nearest to `year` (the earlier of two).
    static ExchangeRates load(const std::filesystem::path& file, int year, Problems& problems);

    /// Dollars per unit of the currency; nothing for an unknown code.
    std::optional<double> usd_per(std::string_view currency) const;
    /// As above; an unknown currency is a problem at `where` that lists the known ones.
    std::optional<double> usd_per(std::string_view currency, const Location& where, Problems& problems) const;
    /// The known codes in alphabetical order.
    std::vector<std::string> currencies() const;

  private:
    std::map<std::string, double, std::less<>> usd_per_unit_{{"USD", 1.0}};
};

}  // namespace sim
