// What the least acceptable pay looks like to an experimenter who offers each worker one task at a rate drawn by lot.
#include <gtest/gtest.h>

#include <cmath>
#include <unordered_set>
#include <vector>

#include "models/microwork/mechanisms/search.hpp"
#include "models/microwork/page.hpp"
#include "tests/support/small_world.hpp"

namespace small_world::reservation_wage {

using namespace microwork;

struct Trial {
    double log_rate = 0;  ///< of what a worker of normal speed makes in an hour of the task, in USD
    bool accepted = false;
    double log_wage = 0, log_least = 0;  ///< logs of the worker's own reservation wage, and of the rate that gives it
};

/// Offers the worker of a session one task of ten minutes, as a page with nothing else on it.
bool accepts(const MicroworkModel& model, const Sessions& s, SessionId id, double rate) {
    Page page;
    page.count = 1;
    page.key[0] = 1, page.requester[0] = no_requester - 1;
    page.seconds[0] = 600, page.quantity[0] = 1;
    page.reward[0] = static_cast<float>(rate / 6) * s.kept[id][s.at[id]];
    Taker taker{0.1f,
                static_cast<float>(Search::Params().claim_cost().value),
                s.loss_rate[id],
                s.hour_cost[id].value,
                s.reservation_wage[id].value,
                s.speed[id],
                static_cast<float>(model.market().get<Learning>().params.prior_trust()),
                900,
                s.harm_malus[id],
                {},
                s.known_trust[id],
                s.known_taste[id],
                s.key[id]};
    taker.known.fill(no_requester);
    return choose_listing(page, taker, 0) >= 0;
}

/// The rate at which the task gives the worker the reservation wage: time to find it, the connection, interruptions and the doubt
/// of being paid count too.
double least_rate(const Sessions& s, SessionId id) {
    const double time = 600.0 / s.speed[id], lost = std::exp(-s.loss_rate[id] * time);
    const double hourly = static_cast<double>(s.reservation_wage[id].value) + s.hour_cost[id].value;
    return hourly * (time + 30) / 600 / (0.99 * lost * s.kept[id][s.at[id]]);
}

/// One offer to each person whom the experimenter meets on the platform, in the order of meeting them.
std::vector<Trial> experiment(MicroworkModel& model, const char* platform) {
    const auto wanted = static_cast<std::uint8_t>(model.market().get<World>().platform(platform));
    const auto& s = model.market().get<Sessions>();
    std::unordered_set<std::uint64_t> met;
    std::vector<Trial> trials;
    constexpr std::int32_t hour = 4;
    tiny::found_and_run(model, 1, model.measured_from());
    for (std::int32_t tick = model.measured_from(); tick < model.end_tick(); tick += hour) {
        tiny::run(model, 1, tick, tick + hour);
        for (std::size_t r = 0; r < s.rows(); ++r) {
            const SessionId id{r};
            if (s.accounts[id] == 0 || s.platform[id][s.at[id]] != wanted || !met.insert(s.key[id]).second)
                continue;
            // From 5 cents to 50 dollars, even on the log scale.
            const double u = static_cast<double>(sim::mix(s.key[id], 77) >> 11) * 0x1p-53;
            const double log_rate = std::log(0.05) + u * std::log(1000.0);
            trials.push_back({log_rate, accepts(model, s, id, std::exp(log_rate)),
                              std::log(static_cast<double>(s.reservation_wage[id].value)), std::log(least_rate(s, id))});
        }
    }
    return trials;
}

/// Chance of acceptance = normal((log rate - log median) / sd): the greatest likelihood, by steps of Fisher's scoring.
struct LogNormal {
    double log_median = 0, sd = 1, log_median_error = 0;
    static LogNormal fitted_to(const std::vector<Trial>& trials) {
        double a = 0, b = 1;  // score = a + b log rate
        double saa = 0, sab = 0, sbb = 0;
        for (int step = 0; step < 50; ++step) {
            saa = sab = sbb = 0;
            double ua = 0, ub = 0;
            for (const Trial& t : trials) {
                const double z = a + b * t.log_rate, p = std::clamp(0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-9, 1 - 1e-9);
                const double density = std::exp(-0.5 * z * z) / std::sqrt(2 * M_PI);
                const double score = density * (t.accepted - p) / (p * (1 - p)), weight = density * density / (p * (1 - p));
                ua += score, ub += score * t.log_rate;
                saa += weight, sab += weight * t.log_rate, sbb += weight * t.log_rate * t.log_rate;
            }
            const double det = saa * sbb - sab * sab;
            a += (sbb * ua - sab * ub) / det, b += (saa * ub - sab * ua) / det;
        }
        return {-a / b, 1 / b, 1 / std::sqrt(saa) / b};
    }
};

/// Horton and Chilton 2010 offered workers of Mechanical Turk rates by lot: median 1.38 USD of 2010 (1.0 to 1.8), log standard
/// deviation 1.86 (1.3 to 2.2). The experiment must find what the people ask for whom it meets. They ask for less than those who
/// register: many who ask for much come rarely, or have left. The spread lies in the published range, the median below it.
TEST(ReservationWage, OffersByLotFindWhatPeopleOnlineAskFor) {
    const auto model = load({}, 1, 0.1);
    const std::vector<Trial> trials = experiment(*model, "amt");
    const LogNormal found = LogNormal::fitted_to(trials);
    Mean least, wage;
    for (const Trial& t : trials)
        least.add(t.log_least), wage.add(t.log_wage);
    const double spread = least.error() * std::sqrt(static_cast<double>(trials.size()));
    fmt::print("  {} workers: median {:.2f} USD/h (log error {:.3f}), log standard deviation {:.2f}; theirs: {:.2f}, {:.2f}\n",
               trials.size(), std::exp(found.log_median), found.log_median_error, found.sd, std::exp(least.mean()), spread);
    fmt::print("  median reservation wage {:.2f}\n", std::exp(wage.mean()));
    EXPECT_NEAR(found.log_median, least.mean(), 4 * found.log_median_error);
    EXPECT_NEAR(found.sd, spread, 0.1 * spread);
    EXPECT_GT(found.sd, 1.3);
    EXPECT_LT(found.sd, 2.2);
    EXPECT_LT(found.log_median_error, 0.05);
    EXPECT_LT(found.log_median, std::log(1.55)) << "those who register ask for more";
}

}  // namespace small_world::reservation_wage
