#include "analysis/capture_recapture.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double normal_975 = 1.959963984540054;

PopulationSize with_variance(double size, double variance) {
    const double error = std::sqrt(variance);
    return {size, error, {size - normal_975 * error, size + normal_975 * error}};
}

double chi_squared(double degrees, double q) { return boost::math::quantile(boost::math::chi_squared(degrees), q); }

/// Seen on one occasion, and on two at each distance: people, and their weights.
struct Pairs {
    std::vector<double> seen, matches, weighted_seen, weighted_matches;

    Pairs(const Captures& captures, CaptureWeight weight, std::span<const std::uint32_t> people)
        : seen(captures.occasions()), matches(captures.occasions()), weighted_seen(seen), weighted_matches(seen) {
        const std::size_t n = people.empty() ? captures.people() : people.size();
        for (std::size_t i = 0; i < n; ++i) {
            const auto occasions = captures.of(people.empty() ? i : people[i]);
            add(occasions, weight == CaptureWeight::one ? 1 : 1 / static_cast<double>(occasions.size()));
        }
    }

  private:
    void add(std::span<const std::uint32_t> occasions, double weight) {
        for (std::size_t a = 0; a < occasions.size(); ++a) {
            seen[occasions[a]] += 1, weighted_seen[occasions[a]] += weight;
            for (std::size_t b = a + 1; b < occasions.size(); ++b) {
                const std::uint32_t distance = occasions[b] - occasions[a];
                matches[distance] += 1, weighted_matches[distance] += weight;
            }
        }
    }
};

/// Sum over t of n_t times n_(t + distance).
double chances(const std::vector<double>& seen, std::size_t distance) {
    double sum = 0;
    for (std::size_t t = 0; t + distance < seen.size(); ++t)
        sum += seen[t] * seen[t + distance];
    return sum;
}

struct Line {
    double slope = not_a_number, intercept = not_a_number;
    std::size_t points = 0;
};

/// Weighted least squares of ln(matches / chances) on the distance in days.
Line regression(const std::vector<double>& matches, const std::vector<double>& seen, const std::vector<double>& weights,
                double days, double least_days) {
    double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
    Line line;
    for (std::size_t d = 1; d < matches.size(); ++d) {
        const double x = static_cast<double>(d) * days;
        if (x < least_days || matches[d] <= 0)
            continue;
        const double y = std::log(matches[d] / chances(seen, d));
        w += weights[d], wx += weights[d] * x, wy += weights[d] * y;
        wxx += weights[d] * x * x, wxy += weights[d] * x * y;
        ++line.points;
    }
    if (line.points < 2)
        return line;
    line.slope = (w * wxy - wx * wy) / (w * wxx - wx * wx);
    line.intercept = (wy - line.slope * wx) / w;
    return line;
}

}  // namespace

PopulationSize lincoln_petersen(std::int64_t first, std::int64_t second, std::int64_t both) {
    if (both <= 0)
        return {not_a_number, not_a_number, Interval::none()};
    const auto a = static_cast<double>(first), b = static_cast<double>(second), m = static_cast<double>(both);
    return with_variance(a * b / m, a * b * (a - m) * (b - m) / (m * m * m));
}

PopulationSize chapman(std::int64_t first, std::int64_t second, std::int64_t both) {
    const auto a = static_cast<double>(first), b = static_cast<double>(second), m = static_cast<double>(both);
    return with_variance((a + 1) * (b + 1) / (m + 1) - 1, (a + 1) * (b + 1) * (a - m) * (b - m) / ((m + 1) * (m + 1) * (m + 2)));
}

PopulationSize schnabel(std::span<const std::int64_t> seen, std::span<const std::int64_t> seen_again) {
    double chances = 0, again = 0, marked = 0;
    for (std::size_t t = 0; t < seen.size(); ++t) {
        chances += static_cast<double>(seen[t]) * marked;
        again += static_cast<double>(seen_again[t]);
        marked += static_cast<double>(seen[t] - seen_again[t]);
    }
    if (again <= 0)
        return {not_a_number, not_a_number, Interval::none()};
    const double size = chances / again;
    // Exact Poisson limits of the number seen again: quantiles of chi-squared over two (Garwood 1936).
    const double fewest = chi_squared(2 * again, 0.025) / 2, most = chi_squared(2 * again + 2, 0.975) / 2;
    return {size, size / std::sqrt(again), {chances / most, chances / fewest}};
}

Captures::Captures(std::span<const std::uint64_t> key, std::span<const std::int64_t> second, double days) : days_(days) {
    if (key.empty())
        return;
    const std::int64_t begin = *std::min_element(second.begin(), second.end());
    std::vector<std::pair<std::uint64_t, std::uint32_t>> seen;
    for (std::size_t i = 0; i < key.size(); ++i)
        seen.emplace_back(key[i], static_cast<std::uint32_t>(static_cast<double>(second[i] - begin) / (86400 * days)));
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (i > 0 && seen[i].first != seen[i - 1].first)
            first_.push_back(i);
        occasion_.push_back(seen[i].second);
        occasions_ = std::max<std::size_t>(occasions_, seen[i].second + 1);
    }
    first_.push_back(seen.size());
}

std::vector<double> Captures::counts() const {
    std::vector<double> counts;
    for (std::size_t person = 0; person < people(); ++person)
        counts.push_back(static_cast<double>(of(person).size()));
    return counts;
}

OpenPopulation open_population(const Captures& captures, CaptureWeight weight, std::span<const std::uint32_t> people,
                               double least_days) {
    const Pairs pairs(captures, weight, people);
    const double days = captures.days();
    const Line falling = regression(pairs.weighted_matches, pairs.weighted_seen, pairs.matches, days, least_days);
    const Line level = regression(pairs.matches, pairs.seen, pairs.matches, days, least_days);
    OpenPopulation open{not_a_number, std::exp(-level.intercept), 0, falling.points};
    const double longest = days * static_cast<double>(captures.occasions());
    if (falling.slope * longest < -1e-9)  // a level line is one but for rounding
        open.half_life_days = -std::numbers::ln2 / falling.slope;
    for (std::size_t d = 1; d < pairs.matches.size(); ++d)
        if (static_cast<double>(d) * days >= least_days)
            open.matches += static_cast<std::int64_t>(pairs.matches[d]);
    return open;
}

Interval half_life_interval(const Captures& captures, CaptureWeight weight, std::uint64_t key, int draws) {
    return bootstrap_interval(
        captures.people(),
        [&](std::span<const std::uint32_t> people) { return open_population(captures, weight, people).half_life_days; }, key,
        draws);
}

}  // namespace analysis
