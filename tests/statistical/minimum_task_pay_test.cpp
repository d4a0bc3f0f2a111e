// Minimum pay for tasks on paired seeds: what it does for those whom it covers, and where the work goes.
#include <gtest/gtest.h>

#include "tests/statistical/paired.hpp"

namespace paired::minimum_task_pay {

using microwork::CountryFlows;

/// Hours of work handed in, of covered workers (the United States) and of all others, and what covered ones get for an hour.
struct Hours {
    double covered = 0, others = 0, pay = 0;
    static Hours of(const microwork::MicroworkModel& model) {
        const auto& flows = model.market().get<CountryFlows>();
        const auto us = static_cast<std::size_t>(model.market().get<microwork::World>().country("US"));
        Hours h;
        for (std::size_t c = 0; c < flows.rows(); ++c) {
            const sim::Id<microwork::CountryFlow> flow{c};
            (c == us ? h.covered : h.others) += static_cast<double>(flows.submitted[flow]) / 3600;
            h.pay += c == us ? static_cast<double>(flows.credited[flow]) * 1e-6 : 0;
        }
        h.pay /= h.covered;
        return h;
    }
};

/// 20 USD an hour: nearly every batch of the tiny world pays less.
tiny::Overrides replicate(int r) { return {"population.scale=3", fmt::format("run.replicate={}", r)}; }
Hours with(int r, const std::string& keys) {
    return Hours::of(*tiny::finished(
        replicate(r), 1, "[[policy]]\ninstrument = \"minimum-task-pay\"\nhourly = \"20 USD/h\"\nworkers_in = [\"US\"]\n" + keys));
}

constexpr int replicates = 6;
const std::string raise = "cut = 0.0\nexclude = 0.0\nmove = 0.0\n", exclude = "cut = 0.0\nexclude = 1.0\nmove = 0.0\n",
                  banned = "exclude = 0.0\nmove = 0.0\n";

/// Reactions as shipped: some requesters raise rewards, some cut volume, some turn to workers who are not covered.
TEST(MinimumTaskPay, RaisesCoveredPayAndLeaksToOthersLessWhereExclusionIsBanned) {
    std::vector<double> pay, covered, share, banned_share, difference, excluded_others, excluded_covered, against_raise;
    for (int r = 0; r < replicates; ++r) {
        const Hours before = Hours::of(*tiny::finished(replicate(r)));
        const auto others = [](const Hours& h) { return h.others / (h.others + h.covered); };
        const Hours shipped = with(r, ""), no_exclusion = with(r, banned), excluded = with(r, exclude), raised = with(r, raise);
        pay.push_back(shipped.pay / before.pay - 1);
        covered.push_back(shipped.covered / before.covered - 1);
        share.push_back(others(shipped) - others(before));
        banned_share.push_back(others(no_exclusion) - others(before));
        difference.push_back(share.back() - banned_share.back());
        excluded_others.push_back(excluded.others / before.others - 1);
        excluded_covered.push_back(excluded.covered / before.covered - 1);
        against_raise.push_back(excluded.others / before.others - raised.others / before.others);
    }
    const auto show = [](const char* what, const Effect& e) {
        fmt::print("  {}: {:+.3f} (error {:.3f})\n", what, e.mean, e.error);
    };
    const Effect all[] = {Effect::of(pay),          Effect::of(covered),         Effect::of(share),
                          Effect::of(difference),   Effect::of(excluded_others), Effect::of(excluded_covered),
                          Effect::of(against_raise)};
    show("covered pay by hour of work", all[0]);
    show("covered hours of work", all[1]);
    show("share of work that others do", all[2]);
    show("of which where exclusion and moving are not banned", all[3]);
    show("hours of others, all requesters exclude", all[4]);
    show("covered hours, all requesters exclude", all[5]);
    show("hours of others, all exclude against all raise", all[6]);
    EXPECT_TRUE(all[0].above_zero());
    EXPECT_TRUE(all[1].below_zero());
    EXPECT_TRUE(all[2].above_zero()) << "work goes to countries without the floor";
    EXPECT_TRUE(all[3].above_zero()) << "less so when exclusion is banned";
    EXPECT_TRUE(all[4].above_zero());
    EXPECT_TRUE(all[5].below_zero());
    EXPECT_TRUE(all[6].above_zero());
}

}  // namespace paired::minimum_task_pay
