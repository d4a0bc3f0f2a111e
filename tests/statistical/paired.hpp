// Two markets with the same people and the same draws, replicate by replicate: what differs between them is the effect.
#pragma once

#include <array>
#include <cmath>
#include <vector>

#include "tests/properties/tiny_world.hpp"

namespace paired {

/// Mean over replicates and its standard error.
struct Effect {
    double mean = 0, error = 0;

    static Effect of(const std::vector<double>& differences) {
        const double n = static_cast<double>(differences.size());
        double sum = 0, squares = 0;
        for (const double d : differences)
            sum += d;
        for (const double d : differences)
            squares += (d - sum / n) * (d - sum / n);
        return {sum / n, std::sqrt(squares / (n - 1) / n)};
    }
    bool below_zero() const { return mean < -3 * error; }
    bool above_zero() const { return mean > 3 * error; }
    bool none() const { return std::abs(mean) <= 3 * error; }
};

/// What a group of people did in the measured week.
struct Group {
    double people = 0, hours = 0, dollars = 0, lost_hours = 0, paid_people = 0, approved = 0, rejected = 0, paid_hours = 0;
    double pay() const { return dollars / hours; }
};

/// Sums over the people for whom `belongs(lives, life)` holds.
template <class Belongs>
Group group(const microwork::MicroworkModel& model, Belongs&& belongs) {
    const auto& lives = model.market().get<microwork::Lives>();
    const auto& accounts = model.market().get<microwork::Accounts>();
    Group g;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        const microwork::LifeId life{r};
        if (!belongs(lives, life))
            continue;
        g.people += 1;
        g.hours += lives.online[life].value / 3600.0;
        g.lost_hours += (lives.returned[life].value + lives.cut_off[life].value) / 3600.0;
        double dollars = 0;
        for (microwork::AccountId a = lives.first_account[life]; a; a = accounts.next[a])
            dollars += sim::in_dollars(accounts.credited[a]), g.approved += accounts.approved_span[a],
                g.rejected += accounts.rejected_span[a], g.paid_hours += accounts.paid[a].value / 3600.0;
        g.dollars += dollars, g.paid_people += dollars > 0;
    }
    return g;
}

using Measure = double (*)(const microwork::MicroworkModel&);

/// Each measure of a market with `changed` less that of the market without, over `n` replicates.
template <std::size_t m>
std::array<Effect, m> effects(int n, const tiny::Overrides& usual, const tiny::Overrides& changed,
                              const std::array<Measure, m>& measures) {
    std::array<std::vector<double>, m> differences;
    for (int r = 0; r < n; ++r) {
        tiny::Overrides overrides = usual;
        overrides.push_back(fmt::format("run.replicate={}", r));
        const tiny::Model before = tiny::finished(overrides);
        overrides.insert(overrides.end(), changed.begin(), changed.end());
        const tiny::Model after = tiny::finished(overrides);
        for (std::size_t k = 0; k < m; ++k)
            differences[k].push_back(measures[k](*after) - measures[k](*before));
    }
    std::array<Effect, m> all;
    for (std::size_t k = 0; k < m; ++k)
        all[k] = Effect::of(differences[k]);
    return all;
}
inline Effect effect(int n, const tiny::Overrides& usual, const tiny::Overrides& changed, Measure measure) {
    return effects<1>(n, usual, changed, {measure})[0];
}

}  // namespace paired
