#include <algorithm>

#include "analysis/compare_topics.hpp"

namespace analysis {

namespace {

constexpr std::size_t steps = 10;

/// Incomes of people online, in ascending order.
std::vector<double> incomes_of(const People& people) {
    std::vector<double> incomes;
    for (std::size_t row = 0; row < people.size(); ++row)
        if (people.was_online(row))
            incomes.push_back(people.credited[row]);
    std::sort(incomes.begin(), incomes.end());
    return incomes;
}

/// Pay per hour online of measured people, and of these, whose country has a minimum wage and who earns less than it.
struct Pay {
    std::vector<double> of_person;
    double compared = 0, below = 0, left_out = 0;
    std::vector<bool> country_left_out;
};

/// `line` is the minimum wage by code of country.
Pay pay_of(const People& people, const std::vector<double>& line) {
    Pay pay;
    pay.country_left_out.resize(line.size());
    for (std::size_t row = 0; row < people.size(); ++row) {
        if (!people.measured(row))
            continue;
        const std::uint8_t country = people.country.code[row];
        const double hourly = people.pay_total_time(row);
        pay.of_person.push_back(hourly);
        if (line[country] > 0)
            ++pay.compared, pay.below += hourly < line[country];
        else
            ++pay.left_out, pay.country_left_out[country] = true;
    }
    std::sort(pay.of_person.begin(), pay.of_person.end());
    return pay;
}

std::vector<Reading> readings_of(const std::vector<double>& incomes, const Pay& pay, double weight) {
    constexpr auto quotient = ReadingKind::ratio;
    return {
        {"world", "all", {"gini_income", "Gini of income", "1", quotient}, gini(incomes)},
        {"world", "all", {"gini_pay", "Gini of pay per hour online", "1", quotient}, gini(pay.of_person)},
        {"world", "all", {"poverty", "paid below the minimum wage", "share", quotient}, ratio(pay.below, pay.compared)},
        {"world", "all", {"poor", "people paid below it", "people"}, weight * pay.below},
    };
}

/// The base's minimum wages by code of country of the other run: one yardstick for both.
std::vector<double> line_for(const People& base, const People& other) {
    if (base.country.names == other.country.names)
        return base.minimum_wage;
    std::vector<double> line;
    for (std::size_t c = 0; c < other.country.names.size(); ++c) {
        const auto at = std::ranges::find(base.country.names, other.country.names[c]);
        line.push_back(at == base.country.names.end()
                           ? other.minimum_wage[c]
                           : base.minimum_wage[static_cast<std::size_t>(at - base.country.names.begin())]);
    }
    return line;
}

/// One point of the curve of each pair.
std::vector<double> point(const std::vector<std::vector<double>>& curves, std::size_t i) {
    std::vector<double> values;
    for (const auto& curve : curves)
        values.push_back(curve[i]);
    return values;
}

}  // namespace

void InequalityTopic::add(const PairOfRuns& pair) {
    const auto base = incomes_of(pair.base), other = incomes_of(pair.other);
    const Pay base_pay = pay_of(pair.base, pair.base.minimum_wage), other_pay = pay_of(pair.other, line_for(pair.base, pair.other));
    readings_.add(readings_of(base, base_pay, pair.base.weight), readings_of(other, other_pay, pair.other.weight));
    base_.push_back(lorenz(base, {}, steps)), other_.push_back(lorenz(other, {}, steps));
    left_out_.push_back(pair.base.weight * base_pay.left_out);
    countries_left_out_ =
        std::max(countries_left_out_,
                 static_cast<std::size_t>(std::count(base_pay.country_left_out.begin(), base_pay.country_left_out.end(), true)));
}

InequalityComparison InequalityTopic::result() const {
    InequalityComparison result{readings_.rows(), {}, {}, {}, {}, mean(left_out_), countries_left_out_};
    for (std::size_t i = 0; i <= steps; ++i) {
        const auto base = point(base_, i), other = point(other_, i);
        std::vector<double> differences;
        for (std::size_t pair = 0; pair < base.size(); ++pair)
            differences.push_back(other[pair] - base[pair]);
        result.share.push_back(static_cast<double>(i) / steps);
        result.base.push_back(estimate(base).value), result.other.push_back(estimate(other).value);
        result.difference.push_back(estimate(differences));
    }
    return result;
}

}  // namespace analysis
