#include "models/microwork/mechanisms/prepare_sessions.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace microwork {

namespace {

/// The line that the person has, and the device.
void connect(const sim::Randomness& randomness, const World& world, const Skills& skills, const Connectivity& connectivity,
             const Lives& lives, Sessions& s, SessionId id) {
    const LifeId life = s.life[id];
    const CountryData& home = world.countries[s.country[id]];
    const std::size_t kind = lives.connection[life];
    s.hour_cost[id] = HourlyPay{static_cast<float>(connectivity.hour_cost(kind))};
    s.media_delay[id] = static_cast<float>(connectivity.media_delay(kind));
    const bool computer = connectivity.has_computer(randomness, lives.key[life], home, kind);
    const double english = skills.english(randomness, lives.key[life], home, lives.degree[life]);
    for (std::size_t i = 0; i < s.accounts[id]; ++i) {
        const double command = skills.command(world.platforms[s.platform[id][i]], english);
        s.command[id][i] = static_cast<float>(command);
        s.barred[id][i] = static_cast<std::uint8_t>(skills.barred(command) | (computer ? 0 : asks_computer));
    }
}

/// How the person has slept, and what weighs on the mind.
void wake_up(const sim::Step& step, const Fatigue& fatigue, const Harm& harm, const Lives& lives, Sessions& s, SessionId id) {
    const LifeId life = s.life[id];
    const double away = static_cast<double>(s.opened[id].value - lives.last_seen[life].value);
    const bool same_week = lives.last_week(life) == step.clock.day_of(step.tick) / 7;
    s.zone[id] = lives.zone[life];
    s.rested_speed[id] = lives.speed[life];
    s.fatigue[id] = static_cast<float>(fatigue.recovered(static_cast<double>(lives.fatigue[life]), away));
    s.strain[id] = static_cast<float>(fatigue.strain_of_hour(same_week ? lives.online_week[life].value / 3600.0 : 0));
    s.exposure[id] = static_cast<float>(harm.faded(static_cast<double>(lives.exposure[life]), away));
    s.harm_malus[id] = static_cast<float>(harm.params.malus() * harm.excess(static_cast<double>(s.exposure[id])));
}

/// Those who look after somebody have less time in one piece; those who are ill can do no more than they can.
void cut_to_the_day(const sim::Randomness& randomness, const People& people, const Lives& lives, Sessions& s, SessionId id) {
    const LifeId life = s.life[id];
    const bool carer = lives.caregiver[life];
    s.interruptions[id] = static_cast<float>(people.care.rate(carer));
    s.loss_rate[id] = static_cast<float>(people.care.loss_rate(carer));
    std::int64_t length = s.end[id].value - s.opened[id].value;
    if (carer)
        length = static_cast<std::int64_t>(static_cast<double>(length) * people.care.params.stretch());
    if (lives.condition[life] && people.health.params.limits())
        length = std::min(length, people.health.capacity(randomness, lives.key[life]).value);
    s.end[id] = Instant{std::max(s.cursor[id].value, s.opened[id].value + static_cast<std::int32_t>(length))};
}

}  // namespace

void PrepareSessions::operator()(const sim::Step& step, const World& world, const People& people, const Connectivity& connectivity,
                                 const Lives& lives, Sessions& s) const {
    // New rows stand at the end of the table.
    std::size_t first = s.rows();
    while (first > 0 && s.opened[SessionId{first - 1}] >= step.begin())
        --first;
    step.parallel.for_chunks(s.rows() - first, step.chunk, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const SessionId id{first + i};
            const LifeId life = s.life[id];
            connect(step.randomness, world, people.skills, connectivity, lives, s, id);
            wake_up(step, people.fatigue, people.harm, lives, s, id);
            cut_to_the_day(step.randomness, people, lives, s, id);
            s.family_skill[id] = people.skills.by_family(step.randomness, lives.key[life], s.skill[id], people.params.skill_mean(),
                                                         people.params.skill_sd());
        }
    });
}

}  // namespace microwork
