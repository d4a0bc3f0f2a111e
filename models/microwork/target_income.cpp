#include "models/microwork/target_income.hpp"

#include <algorithm>
#include <limits>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose targets{"target_income.target"};
constexpr Money no_target{std::numeric_limits<std::int64_t>::max()};

std::int32_t week_of(Instant at) { return static_cast<std::int32_t>(at.value / sim::seconds_per_week); }

}  // namespace

Money TargetIncome::target(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits, double usual_hours,
                           HourlyPay first_pay) const {
    sim::Dice dice = randomness.dice(targets, key);
    if (!dice.chance(params.share().value))
        return no_target;
    const double usual = traits.sessions_per_week * usual_hours * static_cast<double>(first_pay.value);
    return Money{static_cast<std::int64_t>(1e6 * dice.lognormal(std::max(1e-6, usual * params.hours()), params.log_sd()))};
}

void TargetIncome::log_in(const sim::Randomness& randomness, const Activity& activity, const ActivityTraits& traits,
                          HourlyPay first_pay, const Lives& lives, LifeId life, Sessions& s, SessionId id) const {
    const double hours = traits.regular ? activity.params.regular_hours() : activity.params.casual_hours();
    const Money wanted = target(randomness, s.key[id], traits, hours, first_pay);
    const bool same_week = lives.last_week(life) == week_of(s.opened[id]);
    s.target_left[id] = wanted == no_target ? wanted : wanted - (same_week ? lives.earned_week[life] : Money{0});
}

void TargetIncome::log_out(const Sessions& s, SessionId id, Lives& lives, LifeId life) {
    const std::int32_t week = week_of(s.cursor[id]);
    lives.earned_week[life] = (lives.last_week(life) == week ? lives.earned_week[life] : Money{0}) + s.reward[id];
    if (s.reward[id] >= s.target_left[id])
        lives.satisfied_until[life] = Instant{static_cast<std::int32_t>((std::int64_t{week} + 1) * sim::seconds_per_week)};
}

}  // namespace microwork
