// A mechanism that is switched on changes no draw but its own: people, requesters and batches are the same to the last bit. And
// what acts once a week, or from the measured span on, leaves all that came before as it was.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/properties/tiny_world.hpp"

namespace tiny::untouched_draws {

using namespace microwork;

using Columns = std::set<std::string>;

/// Bytes of some columns of a table by key, for the rows that are in use.
template <class Table>
std::map<std::uint64_t, std::map<std::string, std::string>> drawn(const Table& table, const Columns& columns) {
    std::map<std::uint64_t, std::map<std::string, std::string>> rows;
    std::size_t declared = 0;
    for (const auto& column : table.columns())
        declared += columns.count(std::string(column.name));
    EXPECT_EQ(declared, columns.size()) << table.name();
    for (std::size_t r = 0; r < table.rows(); ++r) {
        const std::uint64_t key = table.key[typename Table::row_id{r}];
        for (std::size_t c = 0; key != 0 && c < table.columns().size(); ++c) {
            const auto& column = table.columns()[c];
            if (columns.count(std::string(column.name)) != 0)
                rows[key][std::string(column.name)] = {reinterpret_cast<const char*>(table.column_data(c)) + r * table.stride(c),
                                                       column.bytes()};
        }
    }
    return rows;
}

const Columns of_people{"woman", "age_band", "degree",  "status", "caregiver",   "connection", "backup", "condition",
                        "forum", "vigilant", "regular", "zone",   "main_income", "speed",      "skill",  "baseline_wage"},
    of_requesters{"platform",   "home", "size",     "batches_per_week", "log_pay",   "control", "two_stage", "gives_reason",
                  "keeps_data", "gate", "eligible", "review_delay",     "next_post", "posted",  "approval"},
    of_batches{"type",   "seconds", "instruction", "reward",   "requester",     "platform",
               "posted", "expires", "cap",         "gate",     "approval",      "level",
               "fee",    "asks",    "harm",        "eligible", "refused_whole", "refused_by_client"},
    of_candidates{"next_candidate", "country", "entry_week"};

/// What was drawn within three days.
struct Drawn {
    std::map<std::uint64_t, std::map<std::string, std::string>> people, requesters, batches, candidates;
    std::string everything;

    explicit Drawn(const Overrides& overrides) {
        // Nobody leaves or is banned, so that everybody's next candidate log-in is known.
        Overrides all{"turnover.half_life_weeks=10000", "strikes.ban_chance=0", "borrowed_accounts.found_out_per_year=0"};
        all.insert(all.end(), overrides.begin(), overrides.end());
        const Model model = load(all);
        found_and_run(*model, 1, 96 * 3);
        const Market& m = model->market();
        people = drawn(m.get<Lives>(), of_people), requesters = drawn(m.get<Requesters>(), of_requesters);
        batches = drawn(m.get<Batches>(), of_batches), candidates = drawn(m.get<Workers>(), of_candidates);
        everything = fingerprint(*model);
    }
};

/// Columns in which rows with the same key differ.
Columns differing(const Drawn& a, const Drawn& b) {
    Columns names;
    const auto compare = [&](const char* table, const auto& one, const auto& other, std::size_t least) {
        std::size_t both = 0;
        for (const auto& [key, columns] : one) {
            const auto found = other.find(key);
            if (found == other.end())
                continue;
            ++both;
            for (const auto& [name, bytes] : columns)
                if (found->second.at(name) != bytes)
                    names.insert(table + ("." + name));
        }
        EXPECT_GE(both, least) << table;
    };
    compare("lives", a.people, b.people, 300);
    compare("requesters", a.requesters, b.requesters, a.requesters.size());
    compare("batches", a.batches, b.batches, 50);
    compare("workers", a.candidates, b.candidates, a.candidates.size());
    return names;
}

/// Each mechanism switched on, or turned up, and what it alone may change among all that is drawn.
TEST(UntouchedDraws, EachMechanismChangesItsOwnAlone) {
    const Drawn usual({});
    const std::vector<std::pair<const char*, Columns>> mechanisms{
        // What workers do and suffer.
        {"connectivity.drops_stable=5", {}},
        {"connectivity.bridged_share=0", {}},
        {"connectivity.incomplete_share=1", {}},
        {"connectivity.cost_poor=2", {}},
        {"connectivity.phone_only_stable=20", {}},
        {"people.backup_share=0", {"lives.backup"}},
        {"health.limits=false", {}},
        {"health.excluded_share=1", {"lives.baseline_wage"}},
        {"health.need=4", {}},
        {"people.trusted_requesters=0", {}},
        {"search.wait=1h", {}},
        {"harm.weight=0", {}},
        {"fatigue.strain=0", {}},
        {"care.interruptions=0", {}},
        {"skills.language=false", {}},
        {"strikes.counted=false", {}},
        {"work.broken_assignments=0", {}},
        {"vigilance.regular_share=1", {"lives.vigilant"}},
        {"vigilance.notice_delay=0s", {}},
        {"target_income.share=0", {}},
        {"learning.attractiveness_exponent=0", {}},
        {"search.wage_fall=1", {}},
        {"sessions.favourite_bonus=5", {}},
        {"sessions.avoidance_malus=0", {}},
        {"register_elsewhere.chance=1", {}},
        {"borrowed_accounts.share=1", {}},
        {"payment.rails=false", {}},
        // What requesters ask for.
        {"demand.manual_share=0.3", {"requesters.control"}},
        {"demand.arbitrary_share=0", {"requesters.control", "batches.refused_whole"}},
        {"demand.arbitrary_refusal=1", {"batches.refused_whole"}},
        {"demand.client_refusal=1", {"batches.refused_by_client"}},
        {"demand.two_stage_share=0", {"requesters.two_stage", "batches.refused_by_client"}},
        {"demand.without_reason_share=1", {"requesters.gives_reason"}},
        {"demand.keeps_data_share=1", {"requesters.keeps_data"}},
        {"demand.review_median=1h", {"requesters.review_delay"}},
        {"demand.worldwide_share=0", {"requesters.eligible", "batches.eligible"}},
        {"demand.gate_share=0.9", {"requesters.gate", "batches.gate", "requesters.log_pay", "batches.reward"}},
        {"demand.approval_share=0", {"requesters.approval", "batches.approval"}},
        {"reputation.level_share=1", {"batches.level", "batches.gate", "batches.approval", "batches.reward"}},
        {"reputation.masters_share=1", {"batches.level", "batches.gate", "batches.approval", "batches.reward", "batches.fee"}},
        {"review.gold_failures=0", {}},
    };
    for (const auto& [on, own] : mechanisms) {
        const Drawn with({on});
        EXPECT_EQ(differing(usual, with), own) << on;
        EXPECT_NE(with.everything, usual.everything) << on << " is seen nowhere";
    }
}
/// Membership in the forum is drawn; what its members tell is not.
TEST(UntouchedDraws, TheForumChangesItsMembersAlone) {
    EXPECT_EQ(differing(Drawn({"forum.share=0"}), Drawn({"forum.share=1"})), Columns{"lives.forum"});
}

/// Equal to the last bit before the tick, and not equal `later` ticks after it.
void expect_from(std::int32_t tick, const Overrides& usual, const Overrides& changed, std::int32_t later = 96) {
    const Model without = load(usual), with = load(changed);
    found_and_run(*without, 1, tick), found_and_run(*with, 1, tick);
    EXPECT_EQ(fingerprint(*with), fingerprint(*without)) << changed.front();
    run(*without, 1, tick, tick + later), run(*with, 1, tick, tick + later);
    EXPECT_NE(fingerprint(*with), fingerprint(*without)) << changed.front();
}
constexpr std::int32_t week = 7 * 96;

TEST(UntouchedPast, WhatComesOnceAWeekLeavesTheFirstWeekAlone) {
    expect_from(week, {"migrate.moves_per_year=0"}, {"migrate.moves_per_year=50"});
    expect_from(week, {"turnover.entry_level=0"}, {"turnover.entry_level=20"});
    expect_from(week, {"borrowed_accounts.share=0.2", "borrowed_accounts.found_out_per_year=0"},
                {"borrowed_accounts.found_out_per_year=100", "borrowed_accounts.share=0.2"});
}
/// One week of burn-in and two measured ones.
TEST(UntouchedPast, WhatIsOfTheMeasuredSpanLeavesTheBurnInAlone) {
    expect_from(week, {"run.length=2w", "adaptation.step=0"}, {"adaptation.step=1", "run.length=2w"}, week + 96);
    expect_from(week, {}, {"demand.prepare_ai.model_price=0"});
    expect_from(2 * week, {"run.length=2w"}, {"demand.prepare_ai.growth=1", "run.length=2w"});
}

}  // namespace tiny::untouched_draws
