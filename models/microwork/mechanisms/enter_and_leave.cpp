#include "models/microwork/mechanisms/enter_and_leave.hpp"

#include <algorithm>
#include <vector>

#include "sim/elementary.hpp"
#include "sim/sampling.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose registrations{"enter.registrations"};

}  // namespace

void SpreadNews::operator()(const sim::Step& step, const MeasuredSpan& span, const Turnover& turnover, const Lives& lives,
                            PayLevels& levels) const {
    const auto since = static_cast<std::int64_t>(step.begin().value - turnover.params.talk_days() * sim::seconds_per_day);
    std::vector<std::int64_t> learned(levels.rows(), 0), people(levels.rows(), 0);
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const LifeId life{r};
        if (lives.dormant[life] || lives.last_seen[life].value < since)
            continue;
        learned[lives.country[life]] += sim::dollars(static_cast<double>(lives.expected_pay[life].value)).value;
        ++people[lives.country[life]];
    }
    const bool span_begins = step.tick >= span.first_tick && step.tick - step.clock.ticks_per_week() < span.first_tick;
    for (std::size_t c = 0; c < levels.rows(); ++c) {
        const sim::Id<PayLevel> level{c};
        levels.learned[level] = learned[c], levels.people[level] = people[c];
        if (span_begins)
            levels.first_learned[level] = learned[c], levels.first_people[level] = people[c];
    }
}

double response_to_pay(const Turnover& turnover, const PayLevels& levels, std::size_t country, double outside) {
    const sim::Id<PayLevel> level{country};
    if (levels.first_people[level] == 0)
        return 1;
    const double first = static_cast<double>(levels.first_learned[level]) / static_cast<double>(levels.first_people[level]);
    const double weight = turnover.params.talk_weight(), people = static_cast<double>(levels.people[level]);
    const double pay =
        people + weight > 0 ? (static_cast<double>(levels.learned[level]) + weight * first) / (people + weight) : first;
    return std::clamp(sim::elementary::power(pay / first / outside, turnover.params.entry_elasticity()),
                      turnover.params.least_response(), turnover.params.most_response());
}

void Enter::operator()(const sim::Step& step, const World& world, const Activity& activity, const Turnover& turnover,
                       const Scale& scale, const Conditions& conditions, const PayLevels& levels, Workers& workers,
                       CountryFlows& flows) const {
    if (step.tick == 0)
        return;
    // Those who leave are people active lately; newcomers replace them.
    const double rate = turnover.params.entry_level() * 0.69314718055994531 / turnover.params.half_life() *
                        activity.share_active_within(turnover.params.active_days() / 7);
    for (std::size_t c = 0; c < world.countries.size(); ++c) {
        const sim::Id<CountryFlow> flow{c};
        const double mean = rate * static_cast<double>(registered_people(world.countries[c], scale.share)) * conditions.entry[c] *
                            response_to_pay(turnover, levels, c, conditions.outside[c]);
        if (mean <= 0)
            continue;
        sim::Dice dice = step.dice(registrations, world.countries[c].key);
        const auto n = sim::poisson(dice, mean);
        for (std::int32_t i = 0; i < n; ++i) {
            const std::uint64_t key = sim::mix(world.countries[c].key, static_cast<std::uint64_t>(flows.registered[flow]++));
            const ActivityTraits traits = activity.traits(step.randomness, key, static_cast<std::uint8_t>(c), true);
            // Closed by a shock: where the tables let nobody in, newcomers still come as they did before.
            if (conditions.signup_closed[traits.platform][c] || conditions.closed[traits.platform]) {
                ++flows.turned_away[flow];
                continue;
            }
            const WorkerId w = workers.append();
            workers.key[w] = key;
            workers.country[w] = static_cast<std::uint8_t>(c);
            workers.entry_week[w] = static_cast<std::uint16_t>(step.week());
            workers.life[w] = LifeId{};
            const LogInCandidate first =
                activity.upcoming(step.randomness, key, traits, 1, step.begin(), step.clock.origin_second_of_week());
            workers.candidate[w] = first.number, workers.next_candidate[w] = first.at;
            ++flows.registrations[flow];
        }
    }
}

void MakeCalendars::operator()(const sim::Step& step, const Workers& workers, const Requesters& requesters, const Batches& batches,
                               const Submissions& submissions, Wakeups& wakeups) const {
    make_calendars(step.tick, workers, requesters, batches, submissions, wakeups);
}

}  // namespace microwork
