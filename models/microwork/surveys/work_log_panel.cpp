#include <algorithm>

#include "models/microwork/surveys/work_log.hpp"
#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose panel_tickets{"work_log.panel"};

struct Candidate {
    WorkLogId log;
    std::uint64_t key;
    double size;      ///< tasks to the power of the exponent
    double rank = 0;  ///< the smallest are taken
};

/// Probabilities in proportion to size that add up to `wanted`: whoever would have more than one is certain, and the rest share
/// what is left. Ranks are those of Pareto sampling (Rosén 1997), whose sample has a fixed size and very nearly these
/// probabilities.
void rank(const sim::Randomness& randomness, std::vector<Candidate>& list, std::size_t wanted) {
    // The largest first; equal ones by key.
    std::sort(list.begin(), list.end(),
              [](const Candidate& a, const Candidate& b) { return a.size != b.size ? a.size > b.size : a.key < b.key; });
    std::vector<double> rest(list.size() + 1, 0);
    for (std::size_t i = list.size(); i-- > 0;)
        rest[i] = rest[i + 1] + list[i].size;
    std::size_t certain = 0;
    while (certain < wanted && list[certain].size * static_cast<double>(wanted - certain) >= rest[certain])
        ++certain;
    for (std::size_t i = 0; i < list.size(); ++i) {
        Candidate& c = list[i];
        if (i < certain) {
            c.rank = -1;
            continue;
        }
        const double p = c.size * static_cast<double>(wanted - certain) / rest[certain];
        const double u = randomness.dice(panel_tickets, c.key).uniform_open();
        c.rank = p > 0 ? u * (1 - p) / ((1 - u) * p) : 1e300;
    }
}

}  // namespace

std::vector<WorkLogId> draw_panel(const sim::Randomness& randomness, const SurveyStratum& stratum, const WorkLogs& logs,
                                  const Accounts& accounts) {
    std::vector<Candidate> list;
    for (std::size_t r = 0; r < logs.rows(); ++r) {
        const WorkLogId log{r};
        const bool of_platform = stratum.platform == SurveyStratum::every_platform || stratum.platform == logs.platform[log];
        if (of_platform && logs.submitted[log] > 0 && contains(stratum.eligible, accounts.country[logs.account[log]]))
            list.push_back(
                {log, logs.key[log], sim::elementary::power(static_cast<double>(logs.submitted[log]), stratum.inclusion_exponent)});
    }
    const auto wanted = static_cast<std::size_t>(stratum.wanted);
    if (wanted > 0 && wanted < list.size()) {
        rank(randomness, list, wanted);
        std::sort(list.begin(), list.end(),
                  [](const Candidate& a, const Candidate& b) { return a.rank != b.rank ? a.rank < b.rank : a.key < b.key; });
        list.resize(wanted);
    }
    std::sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) { return a.key < b.key; });
    std::vector<WorkLogId> panel;
    for (const Candidate& c : list)
        panel.push_back(c.log);
    return panel;
}

}  // namespace microwork
