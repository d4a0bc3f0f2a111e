#include <algorithm>

#include "analysis/compare_topics.hpp"

namespace analysis {

namespace {

constexpr double notable = 0.05;  // a change of income that counts as better or worse off

struct Incomes {
    double base = 0, other = 0;
    std::uint64_t key = 0;
};

/// Everybody who was online in at least one of the two runs, by income in the base; equal ones by key.
std::vector<Incomes> incomes_of(const PairOfRuns& pair, double& both, double& base_only, double& other_only) {
    std::vector<Incomes> list;
    list.reserve(pair.base.size());
    both = base_only = other_only = 0;
    for (std::size_t row = 0; row < pair.base.size(); ++row) {
        const std::uint32_t there = pair.match.of_base[row];
        const bool in_base = pair.base.was_online(row), in_other = there != nobody && pair.other.was_online(there);
        if (!in_base && !in_other)
            continue;
        both += in_base && in_other, base_only += in_base && !in_other, other_only += !in_base && in_other;
        list.push_back({pair.base.credited[row], there == nobody ? 0 : pair.other.credited[there], pair.base.key[row]});
    }
    for (std::size_t row = 0; row < pair.other.size(); ++row)
        if (pair.match.of_other[row] == nobody && pair.other.was_online(row))
            list.push_back({0, pair.other.credited[row], pair.other.key[row]}), ++other_only;
    std::sort(list.begin(), list.end(),
              [](const Incomes& a, const Incomes& b) { return a.base != b.base ? a.base < b.base : a.key < b.key; });
    return list;
}

/// Sums over the people of a class, in micro-dollars.
struct Sums {
    double n = 0, base = 0, other = 0, better = 0, worse = 0;
    void add(const Incomes& person) {
        ++n, base += person.base, other += person.other;
        better += person.other > (1 + notable) * person.base, worse += person.other < (1 - notable) * person.base;
    }
};

/// Of shares by pair: the interval ends where shares do.
Estimate share_of(const std::vector<double>& by_pair) {
    Estimate share = estimate(by_pair);
    if (share.interval.exists())
        share.interval = {std::max(0.0, share.interval.low), std::min(1.0, share.interval.high)};
    return share;
}

}  // namespace

void WinnersComparison::add(const PairOfRuns& pair) {
    double both = 0, base_only = 0, other_only = 0;
    const auto list = incomes_of(pair, both, base_only, other_only);
    const double weight = pair.base.weight;
    both_.push_back(weight * both), base_only_.push_back(weight * base_only), other_only_.push_back(weight * other_only);
    const auto first = static_cast<std::size_t>(
        std::partition_point(list.begin(), list.end(), [](const Incomes& p) { return p.base <= 0; }) - list.begin());
    const std::size_t earners = list.size() - first;
    Sums sums[classes];
    for (std::size_t i = 0; i < list.size(); ++i)
        sums[i < first ? 0 : 1 + 10 * (i - first) / earners].add(list[i]), sums[classes - 1].add(list[i]);
    for (std::size_t c = 0; c < classes; ++c) {
        const Sums& s = sums[c];
        of_[c].people.push_back(weight * s.n);
        of_[c].base_income.push_back(ratio(s.base * 1e-6, s.n)), of_[c].other_income.push_back(ratio(s.other * 1e-6, s.n));
        of_[c].change.push_back(ratio((s.other - s.base) * 1e-6, s.n));
        of_[c].better.push_back(ratio(s.better, s.n)), of_[c].worse.push_back(ratio(s.worse, s.n));
    }
}

MatchedPeople WinnersComparison::people() const { return {mean(both_), mean(base_only_), mean(other_only_)}; }

std::vector<DecileRow> WinnersComparison::deciles() const {
    std::vector<DecileRow> rows;
    for (std::size_t c = 0; c < classes; ++c) {
        const OfClass& of = of_[c];
        const std::string name = c == 0 ? "none" : c + 1 == classes ? "all" : std::to_string(c);
        rows.push_back({name, mean(of.people), estimate(of.base_income).value, estimate(of.other_income).value, estimate(of.change),
                        share_of(of.better), share_of(of.worse)});
    }
    return rows;
}

}  // namespace analysis
