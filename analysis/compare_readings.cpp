#include "analysis/compare_readings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace analysis {

namespace {

void add_to(std::vector<double>& sums, const std::vector<double>& values) {
    for (std::size_t q = 0; q < values.size(); ++q)
        sums[q] += values[q];
}

/// The sums of one run in another order of members; what `order` lacks is joined at the end.
GroupSums reordered(const GroupSums& sums, const std::vector<std::size_t>& order, std::size_t most) {
    GroupSums result;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i <= most) {
            result.members.push_back(i < most ? sums.members[order[i]] : "others");
            result.of.push_back(sums.of[order[i]]);
        } else {
            add_to(result.of.back(), sums.of[order[i]]);
        }
    }
    return result;
}

}  // namespace

double unknown() { return std::numeric_limits<double>::quiet_NaN(); }

double ratio(double numerator, double denominator) { return denominator == 0 ? unknown() : numerator / denominator; }

Estimate estimate(const std::vector<double>& by_pair) {
    std::vector<double> known;
    std::copy_if(by_pair.begin(), by_pair.end(), std::back_inserter(known), [](double v) { return !std::isnan(v); });
    return {mean(known), replicate_interval(known)};
}

PairedReadings::Series& PairedReadings::series_of(const Reading& what) {
    const auto [at, is_new] = number_.try_emplace(what.group + '\n' + what.member + '\n' + what.measure.name, series_.size());
    if (is_new)
        series_.push_back({what, {}, {}, {}});
    Series& series = series_[at->second];
    const double absent = what.measure.kind == ReadingKind::flow ? 0 : unknown();
    for (auto* values : {&series.base, &series.other, &series.difference})
        values->resize(pairs_, absent);
    return series;
}

void PairedReadings::add(const std::vector<Reading>& base, const std::vector<Reading>& other) {
    ++pairs_;
    for (const Reading& reading : base)
        series_of(reading).base.back() = reading.value;
    for (const Reading& reading : other)
        series_of(reading).other.back() = reading.value;
    for (Series& series : series_) {
        series_of(series.what);
        series.difference.back() = series.other.back() - series.base.back();
    }
}

void PairedReadings::add_difference(const std::string& group, const std::string& member, const Measure& measure, double value) {
    Series& series = series_of({group, member, measure, 0});
    series.base.back() = series.other.back() = unknown();
    series.difference.back() = value;
}

std::vector<ComparisonRow> PairedReadings::rows() const {
    std::vector<ComparisonRow> rows;
    for (const Series& series : series_) {
        const Measure& m = series.what.measure;
        std::vector<double> base, other;  // of pairs that say something, so that the difference is that of the two means
        for (std::size_t p = 0; p < series.difference.size(); ++p)
            if (!std::isnan(series.difference[p]))
                base.push_back(series.base[p]), other.push_back(series.other[p]);
        const bool compared = !base.empty();
        rows.push_back({series.what.group, series.what.member, m.name, m.label, m.unit,
                        compared ? mean(base) : estimate(series.base).value, compared ? mean(other) : estimate(series.other).value,
                        estimate(series.difference)});
    }
    return rows;
}

void align_members(PairedSums& sums) {
    std::vector<std::string> all;
    std::map<std::string, std::size_t> number;
    std::size_t quantities = 0;
    for (const auto& [base, other] : sums)
        for (const GroupSums* run : {&base, &other})
            for (std::size_t m = 0; m < run->members.size(); ++m) {
                quantities = std::max(quantities, run->of[m].size());
                if (number.try_emplace(run->members[m], all.size()).second)
                    all.push_back(run->members[m]);
            }
    for (auto& [base, other] : sums)
        for (GroupSums* run : {&base, &other}) {
            GroupSums aligned{all, std::vector(all.size(), std::vector<double>(quantities))};
            for (std::size_t m = 0; m < run->members.size(); ++m)
                aligned.of[number.at(run->members[m])] = run->of[m];
            *run = std::move(aligned);
        }
}

void keep_largest(PairedSums& sums, std::size_t quantity, std::size_t most) {
    if (sums.empty())
        return;
    std::vector<double> size(sums.front().first.members.size());
    for (const auto& pair : sums)
        for (std::size_t m = 0; m < size.size(); ++m)
            size[m] += pair.first.of[m][quantity];
    std::vector<std::size_t> order(size.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
    if (most + 1 >= order.size())  // one member alone needs no other name
        most = order.size();
    for (auto& [base, other] : sums)
        base = reordered(base, order, most), other = reordered(other, order, most);
}

GroupSums regroup(const GroupSums& sums, const std::vector<std::string>& group_of_member) {
    GroupSums result;
    std::map<std::string, std::vector<double>> of;
    for (std::size_t m = 0; m < sums.members.size(); ++m) {
        const auto at = of.try_emplace(group_of_member[m], sums.of[m].size()).first;
        add_to(at->second, sums.of[m]);
    }
    for (auto& [name, values] : of)
        result.members.push_back(name), result.of.push_back(std::move(values));
    return result;
}

}  // namespace analysis
