// Levels on managed platforms, and Masters where a platform names them: names for an approved count and an approval rate, asked for
// by part of the batches, which pay more.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

/// The level that a batch asks for, what it takes, and what it pays.
struct LevelAsked {
    std::uint8_t level = 0;
    std::uint32_t approved = 0;
    float rate = 0;
    double premium = 0;  ///< log of the target pay over that of the requester's other work

    bool masters() const { return level == masters_level; }
    static constexpr std::uint8_t masters_level = 4;
};

class Reputation {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("reputation") {}
        Param<sim::Share> share{this,
                                "level_share",
                                sim::Share{0.3f},
                                {sim::Share{0}, sim::Share{1}},
                                "batches of managed platforms that ask for a level, each level as often",
                                "assumed"};
        Param<std::int64_t> first{this,
                                  "level_1_approved",
                                  100,
                                  {0, 1'000'000},
                                  "approved assignments of level 1",
                                  "platforms table (Appen: 100 gold questions)",
                                  "assignments"};
        Param<std::int64_t> second{this,      "level_2_approved", 500, {0, 1'000'000}, "approved assignments of level 2",
                                   "assumed", "assignments"};
        Param<std::int64_t> third{this,      "level_3_approved", 2000, {0, 1'000'000}, "approved assignments of level 3",
                                  "assumed", "assignments"};
        Param<double> first_rate{
            this, "level_1_rate", 0.70, {0.0, 1.0}, "approval rate of level 1", "platforms table (Appen: 70 % of gold questions)"};
        Param<double> second_rate{
            this, "level_2_rate", 0.80, {0.0, 1.0}, "approval rate of level 2", "platforms table (Appen: 80 % of gold questions)"};
        Param<double> third_rate{this, "level_3_rate", 0.90, {0.0, 1.0}, "approval rate of level 3", "assumed"};
        Param<double> premium{this,
                              "level_premium",
                              0.05,
                              {-2.0, 2.0},
                              "log of the target pay of batches that ask for a level over the requester's other work, by level",
                              "assumed"};
        Param<sim::Share> masters_share{this,
                                        "masters_share",
                                        sim::Share{0.02f},
                                        {sim::Share{0}, sim::Share{1}},
                                        "batches that ask for Masters, on platforms whose schedule has a fee for them",
                                        "that there are some: commission schedule of AMT (S_MT4A); the share is assumed"};
        Param<std::int64_t> masters_approved{this,
                                             "masters_approved",
                                             5000,
                                             {0, 1'000'000},
                                             "approved assignments of Masters; AMT names them by a model that it does not tell",
                                             "assumed",
                                             "assignments"};
        Param<double> masters_rate{this, "masters_rate", 0.99, {0.0, 1.0}, "approval rate of Masters", "assumed"};
        Param<double> masters_premium{this,
                                      "masters_premium",
                                      0.6,
                                      {-2.0, 2.0},
                                      "log of the target pay of batches for Masters over the requester's other work",
                                      "assumed: more than that of gated work (demand.log_pay_gated)"};
        Param<double> window{this,
                             "approval_window",
                             1000,
                             {1.0, 1e6},
                             "assignments over which the approval rate is taken; older ones fade out",
                             "assumed",
                             "assignments"};
    } params;

    /// Assignments over which the rate of an account with so many decisions is taken.
    float in_window(std::uint32_t reviewed) const {
        return static_cast<float>(std::min(params.window(), static_cast<double>(reviewed)));
    }
    /// What it takes to reach a level from 0 to 3, and what work for it pays.
    LevelAsked needs(std::uint8_t level) const {
        const std::int64_t approved = level == 0 ? 0 : level == 1 ? params.first() : level == 2 ? params.second() : params.third();
        const double rate = level == 0   ? 0
                            : level == 1 ? params.first_rate()
                            : level == 2 ? params.second_rate()
                                         : params.third_rate();
        return {level, static_cast<std::uint32_t>(approved), static_cast<float>(rate), params.premium() * level};
    }
    /// What it takes to be one of the Masters, and what work for them pays.
    LevelAsked masters() const {
        return {LevelAsked::masters_level, static_cast<std::uint32_t>(params.masters_approved()),
                static_cast<float>(params.masters_rate()), params.masters_premium()};
    }
    /// The highest level that an account has reached; a level needs those below it.
    std::uint8_t level_of(std::uint32_t approved, float rate) const {
        std::uint8_t level = 0;
        while (level < highest && approved >= needs(static_cast<std::uint8_t>(level + 1)).approved &&
               rate >= needs(static_cast<std::uint8_t>(level + 1)).rate)
            ++level;
        return level;
    }
    /// What the batch with this key asks for.
    LevelAsked asked(const sim::Randomness& randomness, std::uint64_t batch, const PlatformData& platform) const {
        static constexpr sim::Purpose levels{"reputation.level"}, for_masters{"reputation.masters"};
        if (platform.masters && randomness.dice(for_masters, batch).chance(params.masters_share().value))
            return masters();
        if (!platform.managed)
            return {};
        sim::Dice dice = randomness.dice(levels, batch);
        return dice.chance(params.share().value) ? needs(static_cast<std::uint8_t>(1 + dice.below(highest))) : LevelAsked{};
    }

  private:
    static constexpr std::uint8_t highest = 3;
};

}  // namespace microwork
