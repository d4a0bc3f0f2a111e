// Levels on managed platforms: a name for an approved count and an approval rate, asked for by part of the batches.
#pragma once

#include <cstdint>

#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

/// The level that a batch asks for and what it takes.
struct LevelAsked {
    std::uint8_t level = 0;
    std::uint32_t approved = 0;
    float rate = 0;
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
    } params;

    /// What it takes to reach a level from 0 to 3.
    LevelAsked needs(std::uint8_t level) const {
        const std::int64_t approved = level == 0 ? 0 : level == 1 ? params.first() : level == 2 ? params.second() : params.third();
        const double rate = level == 0   ? 0
                            : level == 1 ? params.first_rate()
                            : level == 2 ? params.second_rate()
                                         : params.third_rate();
        return {level, static_cast<std::uint32_t>(approved), static_cast<float>(rate)};
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
    LevelAsked asked(const sim::Randomness& randomness, std::uint64_t batch, bool managed) const {
        static constexpr sim::Purpose levels{"reputation.level"};
        if (!managed)
            return {};
        sim::Dice dice = randomness.dice(levels, batch);
        return dice.chance(params.share().value) ? needs(static_cast<std::uint8_t>(1 + dice.below(highest))) : LevelAsked{};
    }

  private:
    static constexpr std::uint8_t highest = 3;
};

}  // namespace microwork
