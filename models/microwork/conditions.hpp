// What the world outside does to the market at present: seasons and shocks, as factors and closed doors. Small tables, neutral by
// themselves; rebuilt from neutral whenever a month or a shock begins or ends.
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/world.hpp"

namespace microwork {

/// A change of what a platform takes, in shares of the reward that come on top of its own schedule (below zero: off it).
struct FeeRise {
    double commission = 0;       ///< on every reward
    double surcharge = 0;        ///< further, where an item has many assignments
    double masters = 0;          ///< further, on work for Masters
    std::int64_t many_from = 0;  ///< so many are many
    friend bool operator==(const FeeRise&, const FeeRise&) = default;
};

struct Conditions {
    std::vector<double> log_ins;                           ///< by country: factor on log-ins, 0 to `most_log_ins`
    std::vector<double> entry;                             ///< by country: factor on registrations
    std::vector<double> outside;                           ///< by country: factor on what a spare hour is worth, in dollars
    std::vector<double> dark;                              ///< by country: share of people who cannot be online
    std::vector<std::vector<std::uint8_t>> signup_closed;  ///< by platform and country of residence
    std::vector<std::uint8_t> closed;                      ///< by platform: no work, no log-in, no sign-up
    std::vector<std::vector<double>> withdrawn;            ///< by platform and home country: share of requesters who have gone
    std::vector<std::vector<FeeRise>> fee_rises;           ///< by platform: those that hold

    /// Candidates are drawn at 4 times the base rate: 2 for attractiveness and 2 for all that is in `log_ins`.
    static constexpr double most_log_ins = 2;

    static Conditions neutral(const World& world) {
        const std::size_t countries = world.countries.size(), platforms = world.platforms.size();
        const std::vector<double> one(countries, 1), none(countries, 0);
        return {one,
                one,
                one,
                none,
                std::vector<std::vector<std::uint8_t>>(platforms, std::vector<std::uint8_t>(countries, 0)),
                std::vector<std::uint8_t>(platforms, 0),
                std::vector<std::vector<double>>(platforms, none),
                std::vector<std::vector<FeeRise>>(platforms)};
    }
    /// Whether people of a country can sign up on a platform.
    bool opens(const World& world, std::size_t platform, std::size_t country) const {
        return world.platforms[platform].signup_open[country] != 0 && signup_closed[platform][country] == 0 &&
               closed[platform] == 0;
    }
    friend bool operator==(const Conditions&, const Conditions&) = default;
};

}  // namespace microwork
