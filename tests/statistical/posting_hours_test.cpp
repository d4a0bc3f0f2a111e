// When requesters post: by the clock of their own country, as the table of rhythms has it.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "tests/properties/tiny_world.hpp"

namespace tiny::posting_hours {

using namespace microwork;

constexpr std::int64_t week = sim::seconds_per_week;

/// Offset of a country's clock from Greenwich in seconds.
std::int64_t zone(const World& world, std::string_view country) {
    return static_cast<std::int64_t>(world.countries[static_cast<std::size_t>(world.country(country))].utc_offset_h * 3600);
}
/// Second of the week (Monday 0:00 first) by a clock, of a second of the week in Greenwich.
std::int64_t local(std::int64_t second, std::int64_t zone) { return ((second + zone) % week + week) % week; }
/// Monday to Friday, 9 to 18 o'clock.
bool is_business(std::int64_t local_second) {
    const std::int64_t day = local_second / 86400, hour = local_second % 86400 / 3600;
    return day < 5 && hour >= 9 && hour < 18;
}

/// Seconds of the week, in Greenwich, at which the requesters of each country posted in five whole weeks of a busy market.
/// Every batch is seen in the tick of its posting.
std::map<std::string, std::vector<std::int64_t>> posted_in(MicroworkModel& model) {
    model.found(randomness(model), sim::Parallel(1));
    const auto& [world, batches, requesters] =
        std::tie(model.market().get<World>(), model.market().get<Batches>(), model.market().get<Requesters>());
    std::map<std::string, std::vector<std::int64_t>> posted;
    std::int64_t all = 0;
    for (std::int32_t tick = 0; tick < model.end_tick(); ++tick) {
        run(model, 1, tick, tick + 1);
        for (std::size_t r = 0; r < batches.rows(); ++r) {
            const BatchId b{r};
            if (batches.key[b] == 0 || model.clock().tick_of(batches.posted[b]) != tick)
                continue;
            const auto& home = world.countries[requesters.home[RequesterId{batches.requester[b]}]];
            posted[home.iso2].push_back((batches.posted[b].value + model.clock().origin_second_of_week()) % week);
            ++all;
        }
    }
    EXPECT_EQ(all, flow(model, &PlatformFlows::batches)) << "every batch is counted once";
    return posted;
}

/// Postings are a Poisson process along the rhythm, and the run has whole weeks: of n batches, those in any part of the week are
/// binomial with the part's weight in the table.
class PostingHours : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        model_ = load({"demand.level=2", "demand.batch_size=0.05", "run.length=4w"});
        posted_ = posted_in(*model_);
    }
    static void TearDownTestSuite() { model_.reset(), posted_.clear(); }
    static const World& world() { return model_->market().get<World>(); }
    /// Weight in the table of the business hours of one clock, for who posts by another.
    static double weight_of_business(std::int64_t by, std::int64_t clock) {
        double weight = 0;
        for (std::int64_t minute = 0; minute < week; minute += 60)
            if (is_business(local(minute, clock)))
                weight += world().requester.at(static_cast<std::int32_t>(local(minute, by)));
        return weight / (week / 60);
    }
    static double in_business(const std::vector<std::int64_t>& posted, std::int64_t clock) {
        double n = 0;
        for (const std::int64_t second : posted)
            n += is_business(local(second, clock));
        return n;
    }
    static void expect_binomial(double found, double n, double share, const std::string& what) {
        EXPECT_NEAR(found / n, share, 4 * std::sqrt(share * (1 - share) / n)) << what;
    }
    inline static Model model_;
    inline static std::map<std::string, std::vector<std::int64_t>> posted_;
};

TEST_F(PostingHours, AreThoseOfTheTableByTheRequestersClock) {
    std::array<double, 24> hours{};
    std::array<double, 7> days{};
    double n = 0, business = 0;
    for (const auto& [home, posted] : posted_) {
        for (const std::int64_t second : posted) {
            const std::int64_t here = local(second, zone(world(), home));
            ++hours[static_cast<std::size_t>(here % 86400 / 3600)], ++days[static_cast<std::size_t>(here / 86400)];
            business += is_business(here), ++n;
        }
    }
    ASSERT_GT(n, 50'000);
    const Rhythm& table = world().requester;
    for (std::size_t h = 0; h < 24; ++h) {
        double share = 0;
        for (std::size_t day = 0; day < 7; ++day)
            share += table.weight[24 * day + h] / 168;
        expect_binomial(hours[h], n, share, fmt::format("hour {}", h));
    }
    for (std::size_t day = 0; day < 7; ++day) {
        double share = 0;
        for (std::size_t h = 0; h < 24; ++h)
            share += table.weight[24 * day + h] / 168;
        expect_binomial(days[day], n, share, fmt::format("day {}", day));
    }
    const double share = weight_of_business(0, 0);
    fmt::print("  posted outside Monday to Friday, 9 to 18 o'clock at home: {:.4f}, in the table {:.4f}, of {} batches\n",
               1 - business / n, 1 - share, n);
    expect_binomial(business, n, share, "business hours");
    EXPECT_NEAR(share, 0.8 * 0.6059, 1e-3) << "weekdays have 80 % of the table's week, 9 to 18 o'clock 60.6 % of its day";
    EXPECT_NEAR(days[5] + days[6], 0.2 * n, 4 * std::sqrt(0.16 * n)) << "and weekends 20 %";
}

/// Each by its own clock alike; by the American clock, Indian requesters post at the hours that are day in India.
TEST_F(PostingHours, ShiftWithTheZone) {
    const std::int64_t america = zone(world(), "US");
    EXPECT_NEAR(static_cast<double>(zone(world(), "IN") - america) / 3600, 11.5, 0.1);
    for (const char* home : {"US", "IN", "CA", "AU"}) {
        const auto& posted = posted_[home];
        const auto n = static_cast<double>(posted.size());
        ASSERT_GT(n, 500) << home;
        const std::int64_t own = zone(world(), home);
        const double here = in_business(posted, own), there = in_business(posted, america);
        fmt::print("  {}: {} batches, {:.3f} in business hours at home, {:.3f} in those of America (table: {:.3f} and {:.3f})\n",
                   home, n, here / n, there / n, weight_of_business(own, own), weight_of_business(own, america));
        expect_binomial(here, n, weight_of_business(own, own), home);
        expect_binomial(there, n, weight_of_business(own, america), home);
    }
    // Half a day apart: the two figures of India differ by far more than chance.
    const double n = static_cast<double>(posted_["IN"].size());
    EXPECT_GT(in_business(posted_["IN"], zone(world(), "IN")) - in_business(posted_["IN"], america), 8 * std::sqrt(0.5 * n));
}

}  // namespace tiny::posting_hours
