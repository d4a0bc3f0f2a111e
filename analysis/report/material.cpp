#include "analysis/report/material.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/problem.hpp"

namespace analysis::report {

std::vector<Estimate> Variant::totals(std::string_view series) const {
    std::vector<std::vector<Measured>> by_entry;
    for (const auto& file : files) {
        const auto sums = file.totals(series);
        by_entry.resize(sums.size());
        for (std::size_t i = 0; i < sums.size(); ++i)
            by_entry[i].push_back({sums[i]});
    }
    std::vector<Estimate> estimates;
    for (const auto& entry : by_entry)
        estimates.push_back(over(entry));
    return estimates;
}

Estimate Variant::total(std::string_view series) const {
    std::vector<Measured> sums;
    for (const auto& file : files) {
        const auto values = file.totals(series);
        sums.push_back({std::accumulate(values.begin(), values.end(), 0.0)});
    }
    return over(sums);
}

const Score* Material::published(std::string_view id) const {
    if (!scoreboard)
        return nullptr;
    const auto at =
        std::find_if(scoreboard->rows.begin(), scoreboard->rows.end(), [&](const Score& s) { return s.target.id == id; });
    return at == scoreboard->rows.end() ? nullptr : &*at;
}

std::string Material::meaning_of_intervals() const {
    if (replicated())
        return fmt::format(
            "Values are means over {} replicates; intervals (95 %, Student's t) say how much another run would differ.",
            base.files.size());
    return "One replicate: how much another run would differ is not known. Where an interval is drawn (95 %), it covers only who "
           "happened to be counted within this run.";
}

std::string Material::uncertainty() const {
    return replicated() ? fmt::format("Mean of {} replicates with 95 % intervals.", base.files.size())
                        : "One replicate; an interval, where one is drawn, covers only who was counted.";
}

namespace {

void check_same_market(const ResultFile& first, const ResultFile& file) {
    const auto refuse = [&](const std::string& what, const char* hint) {
        throw sim::InputError(sim::Problem{{file.path(), 0, 0}, what, "one page shows one market", hint});
    };
    if (file.from() != first.from() || file.to() != first.to())
        refuse(fmt::format("measures {} to {}, but {} measures {} to {}", file.from(), file.to(), first.path(), first.from(),
                           first.to()),
               "run both with the same run.start and run.length");
    if (file.scale() != first.scale())
        refuse(fmt::format("has scale {}, but {} has scale {}", file.scale(), first.path(), first.scale()),
               "run both with the same population.scale");
}

}  // namespace

Material collect(std::vector<ResultFile> files) {
    Material m;
    for (auto& file : files) {
        if (!m.base.files.empty())
            check_same_market(m.base.first(), file);
        Variant* variant = m.base.files.empty() || m.base.first().variant() == file.variant() ? &m.base : nullptr;
        for (auto& other : m.others)
            if (!variant && other.first().variant() == file.variant())
                variant = &other;
        if (!variant)
            variant = &m.others.emplace_back();
        for (const auto& earlier : variant->files)
            if (earlier.seed() == file.seed() && earlier.replicate() == file.replicate())
                throw sim::InputError(
                    sim::Problem{{file.path(), 0, 0}, "is the same run as " + earlier.path(), "", "name each run once"});
        variant->files.push_back(std::move(file));
    }
    for (const auto& file : m.base.files)
        m.base.census.push_back(take_census(file));
    for (auto& other : m.others)
        for (const auto& file : other.files)
            other.census.push_back(take_census(file));
    return m;
}

}  // namespace analysis::report
