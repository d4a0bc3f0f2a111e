#include "analysis/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/compare_runs.hpp"
#include "analysis/compare_scenario.hpp"
#include "analysis/compare_topics.hpp"
#include "sim/problem.hpp"

namespace analysis {

namespace {

constexpr std::int64_t days_of_circles = 13 * 7;

/// Everything that is asked for about one variant, fed pair by pair: two runs are held at a time.
class Subjects {
  public:
    explicit Subjects(const CompareOptions& options) : options_(options) {
        for (const std::string& topic : grouping_topics())
            if (wanted(topic))
                groups_.emplace_back(topic);
    }

    void add(const ResultFile& base_file, const ResultFile& other_file) {
        const People base = read_people(base_file), other = read_people(other_file);
        const Match matched = match(base, other);
        const PairOfRuns pair{base_file, other_file, base, other, matched};
        if (wanted("headline"))
            headline_.add(headline_readings(base_file, base), headline_readings(other_file, other));
        for (GroupComparison& group : groups_)
            group.add(pair);
        if (wanted("winners"))
            winners_.add(pair);
        if (wanted("inequality"))
            inequality_.add(pair);
        if (wanted("places"))
            places_.add(pair);
        if (wanted("payers"))
            payers_.add(payer_readings(base_file), payer_readings(other_file));
    }

    void give(VariantComparison& result) const {
        if (wanted("headline"))
            result.sections.push_back({"headline", "The whole market", headline_.rows()});
        for (const GroupComparison& group : groups_)
            result.sections.push_back(group.section(options_.all));
        if (wanted("winners"))
            result.people = winners_.people(), result.deciles = winners_.deciles();
        if (wanted("inequality"))
            result.inequality = inequality_.result();
        if (wanted("places"))
            result.places = places_.rows(options_.all);
        if (wanted("payers"))
            result.payers = payers_.rows();
    }

  private:
    bool wanted(std::string_view topic) const {
        return options_.by.empty() || std::ranges::find(options_.by, topic) != options_.by.end();
    }

    const CompareOptions& options_;
    PairedReadings headline_, payers_;
    std::vector<GroupComparison> groups_;
    WinnersComparison winners_;
    InequalityTopic inequality_;
    PlacesComparison places_;
};

void require_known(const std::vector<std::string>& by) {
    sim::Problems problems;
    for (const std::string& topic : by)
        if (std::ranges::find(comparison_topics(), topic) == comparison_topics().end()) {
            const std::string near = sim::did_you_mean(topic, comparison_topics());
            problems.add({{"--by", 0, 0},
                          fmt::format("\"{}\" is no section", topic),
                          "",
                          near.empty() ? fmt::format("there are {}", fmt::join(comparison_topics(), ", ")) : near});
        }
    problems.raise();
}

std::vector<std::string> remarks(const PairedRuns& runs) {
    const ResultFile& base = runs.files.front();
    std::vector<std::string> notes = runs.notes;
    const std::int64_t days = base.burn_in_days() + base.measured_days();
    if (days < days_of_circles)
        notes.push_back(fmt::format("circles of engagement look {} days back, and these runs have {}: they are still forming",
                                    days_of_circles, days));
    const auto commit = [](const ResultFile& run) { return run.file().attribute<std::string>("/provenance", "commit"); };
    for (const ResultFile& run : runs.files)
        if (commit(run) != commit(base)) {
            notes.push_back(
                fmt::format("{} was written by another version of the program than {}: part of the difference may be its",
                            run.path(), base.path()));
        }
    if (base.worker_share() < 1)
        notes.push_back(fmt::format("a share of {:g} of the people has a row; sums over people are multiplied by {:g}",
                                    base.worker_share(), 1 / base.worker_share()));
    return notes;
}

}  // namespace

const std::vector<std::string>& comparison_topics() {
    static const std::vector<std::string> topics = [] {
        std::vector<std::string> list{"headline"};
        list.insert(list.end(), grouping_topics().begin(), grouping_topics().end());
        list.insert(list.end(), {"winners", "inequality", "places", "payers"});
        return list;
    }();
    return topics;
}

Comparison compare(const std::vector<std::filesystem::path>& files, const CompareOptions& options) {
    require_known(options.by);
    const PairedRuns runs = pair_runs(files);
    const ResultFile& first = runs.files.front();
    Comparison result{first.path(), first.title(), first.variant(),      first.seed(), first.from(),
                      first.to(),   first.scale(), first.worker_share(), {},           remarks(runs)};
    for (const auto& pairs : runs.others) {
        const ResultFile& other = runs.files[pairs.front().other];
        VariantComparison variant;
        variant.title = other.title(), variant.variant = other.variant();
        variant.changes = scenario_changes(runs.files[pairs.front().base], other);
        Subjects subjects(options);
        for (const RunPair& pair : pairs) {
            variant.base_files.push_back(runs.files[pair.base].path()), variant.files.push_back(runs.files[pair.other].path());
            subjects.add(runs.files[pair.base], runs.files[pair.other]);
        }
        subjects.give(variant);
        result.others.push_back(std::move(variant));
    }
    return result;
}

}  // namespace analysis
