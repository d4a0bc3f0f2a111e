#include "models/microwork/mechanisms/enter_and_leave.hpp"

#include "sim/sampling.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose registrations{"enter.registrations"};

}  // namespace

void Enter::operator()(const sim::Step& step, const World& world, const Activity& activity, const Turnover& turnover,
                       const Scale& scale, Workers& workers, CountryFlows& flows) const {
    if (step.tick == 0)
        return;
    // Those who leave are people active within 90 days; newcomers replace them.
    const double rate =
        turnover.params.entry_level() * 0.69314718055994531 / turnover.params.half_life() * activity.share_active_within(90.0 / 7);
    for (std::size_t c = 0; c < world.countries.size(); ++c) {
        const sim::Id<CountryFlow> flow{c};
        const double mean = rate * static_cast<double>(registered_people(world.countries[c], scale.share));
        if (mean <= 0)
            continue;
        sim::Dice dice = step.dice(registrations, world.countries[c].key);
        const auto n = sim::poisson(dice, mean);
        for (std::int32_t i = 0; i < n; ++i) {
            const WorkerId w = workers.append();
            workers.key[w] = sim::mix(world.countries[c].key, static_cast<std::uint64_t>(flows.registered[flow]++));
            workers.country[w] = static_cast<std::uint8_t>(c);
            workers.entry_week[w] = static_cast<std::uint16_t>(step.week());
            workers.life[w] = LifeId{};
            workers.candidates[w] = 1;
            const ActivityTraits traits = activity.traits(step.randomness, workers.key[w], workers.country[w], true);
            workers.next_candidate[w] = activity.next_candidate(step.randomness, workers.key[w], traits, 1, step.begin(),
                                                                step.clock.origin_second_of_week());
        }
        flows.registrations[flow] += n;
    }
}

void MakeCalendars::operator()(const sim::Step& step, const Workers& workers, const Requesters& requesters, const Batches& batches,
                               const Submissions& submissions, Wakeups& wakeups) const {
    make_calendars(step.tick, workers, requesters, batches, submissions, wakeups);
}

}  // namespace microwork
