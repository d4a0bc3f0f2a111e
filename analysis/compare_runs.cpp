#include "analysis/compare_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/compare_scenario.hpp"
#include "sim/problem.hpp"

namespace analysis {

namespace {

[[noreturn]] void refuse(const ResultFile& run, std::string what, std::string why, std::string hint = "") {
    throw sim::InputError(sim::Problem{{run.path(), 0, 0}, std::move(what), std::move(why), std::move(hint)});
}

bool same_run(const ResultFile& a, const ResultFile& b) { return a.seed() == b.seed() && a.replicate() == b.replicate(); }

/// What must be equal before a difference means anything.
void require_comparable(const ResultFile& base, const ResultFile& run) {
    const std::string& first = base.path();
    if (run.from() != base.from() || run.to() != base.to())
        refuse(run,
               fmt::format("is measured from {} to {}, but {} from {} to {}", run.from(), run.to(), first, base.from(), base.to()),
               "sums over different spans cannot be compared", "give both the same run.start and run.length");
    if (run.burn_in_days() != base.burn_in_days())
        refuse(run, fmt::format("has {} days of burn-in, but {} has {}", run.burn_in_days(), first, base.burn_in_days()),
               "the runs begin differently", "give both the same run.burn_in");
    if (run.scale() != base.scale())
        refuse(run, fmt::format("simulates a share of {:g} of the people, but {} one of {:g}", run.scale(), first, base.scale()),
               "sums over different populations cannot be compared", "give both the same population.scale");
    if (run.worker_share() != base.worker_share())
        refuse(run,
               fmt::format("writes a share of {:g} of the workers, but {} one of {:g}", run.worker_share(), first,
                           base.worker_share()),
               "people are compared one by one", "give both the same output.workers");
    for (const auto& [key, why] : {std::pair{"run.tick", "the length of a tick changes results by itself"},
                                   std::pair{"output.countries", "they show people of different countries"}}) {
        const std::string here = resolved_value(run, key), there = resolved_value(base, key);
        if (here != there)
            refuse(run, fmt::format("has {} = {}, but {} has {}", key, here, first, there), why,
                   fmt::format("give both the same {}", key));
    }
}

void require_complete(const ResultFile& run) {
    if (!run.complete())
        refuse(run, fmt::format("was stopped early, on {}", run.to()), "its span is shorter than it should be",
               "go on with microwork run --resume");
    if (run.measured_days() == 0)
        refuse(run, "has no measured day", "there is nothing to compare");
    if (run.worker_share() <= 0)
        refuse(run, "holds no workers", "people are compared one by one", "run it with --set output.workers=1");
}

void require_distinct(const std::vector<ResultFile>& files) {
    for (std::size_t i = 0; i < files.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (files[i].variant() == files[j].variant() && same_run(files[i], files[j]))
                refuse(files[i], "is the same run as " + files[j].path(),
                       fmt::format("same scenario, seed {} and replicate {}", files[i].seed(), files[i].replicate()),
                       "give a result with another policy or parameter");
}

/// The pairs of one variant; runs on either side that have no partner are noted.
std::vector<RunPair> pairs_of(const PairedRuns& all, const std::vector<std::size_t>& base, const std::vector<std::size_t>& other,
                              std::vector<std::string>& notes) {
    std::vector<RunPair> pairs;
    const auto partner = [&](std::size_t run, const std::vector<std::size_t>& among) {
        return std::find_if(among.begin(), among.end(), [&](std::size_t r) { return same_run(all.files[r], all.files[run]); });
    };
    const auto note = [&](std::size_t run, const std::string& whom) {
        notes.push_back(fmt::format("{} (seed {}, replicate {}) has no partner among the runs of {} and is left out",
                                    all.files[run].path(), all.files[run].seed(), all.files[run].replicate(), whom));
    };
    const std::string& whom = all.files[base.front()].path();
    for (const std::size_t run : other)
        if (const auto found = partner(run, base); found != base.end())
            pairs.push_back({*found, run});
        else
            note(run, whom);
    for (const std::size_t run : base)
        if (partner(run, other) == other.end())
            note(run, all.files[other.front()].path());
    std::sort(pairs.begin(), pairs.end(), [&](const RunPair& a, const RunPair& b) {
        const ResultFile &x = all.files[a.base], &y = all.files[b.base];
        return std::pair{x.seed(), x.replicate()} < std::pair{y.seed(), y.replicate()};
    });
    if (pairs.empty())
        refuse(all.files[other.front()],
               fmt::format("has seed {} and replicate {}, which no run of {} has", all.files[other.front()].seed(),
                           all.files[other.front()].replicate(), whom),
               "runs are compared over common random numbers", "run both scenarios with the same run.seed");
    return pairs;
}

}  // namespace

PairedRuns pair_runs(const std::vector<std::filesystem::path>& paths) {
    PairedRuns all;
    for (const auto& path : paths)
        all.files.push_back(ResultFile::open(path));
    for (const ResultFile& run : all.files)
        require_complete(run);
    require_distinct(all.files);
    std::vector<std::vector<std::size_t>> variants;  // of files, in the order in which they were named
    std::map<std::string, std::size_t> number;
    for (std::size_t f = 0; f < all.files.size(); ++f) {
        const auto [at, is_new] = number.try_emplace(all.files[f].variant(), variants.size());
        if (is_new)
            variants.emplace_back();
        variants[at->second].push_back(f);
    }
    if (variants.size() < 2)
        refuse(all.files.back(),
               all.files.size() < 2 ? std::string("is the only result")
                                    : "is another run of the scenario of " + all.files.front().path(),
               "there is nothing to compare", "give a result with another policy or parameter");
    for (const ResultFile& run : all.files)
        require_comparable(all.files.front(), run);
    for (std::size_t v = 1; v < variants.size(); ++v)
        all.others.push_back(pairs_of(all, variants[0], variants[v], all.notes));
    return all;
}

}  // namespace analysis
