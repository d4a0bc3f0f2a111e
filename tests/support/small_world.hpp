/// A hundredth of the world for some weeks, and what groups of its people earn: for statements about the market as it is meant.
#pragma once

#include <cmath>

#include "tests/properties/tiny_world.hpp"

namespace small_world {

/// Loads the baseline at `scale` with two weeks of burn-in and `weeks` measured ones.
inline tiny::Model load(const tiny::Overrides& overrides = {}, int weeks = 4, double scale = 0.01, const std::string& text = "") {
    sim::Problems problems;
    const auto scenario = sim::Scenario::from_text(
        fmt::format("extends = \"baseline.toml\"\n[run]\nburn_in = \"2w\"\nlength = \"{}w\"\n[population]\nscale = {}\n{}", weeks,
                    scale, text),
        "test.toml", tiny::scenarios(), overrides, problems);
    problems.raise();
    auto model = std::make_unique<microwork::MicroworkModel>();
    model->load(scenario, tiny::scenarios() / "data", problems);
    problems.raise();
    return model;
}
inline tiny::Model finished(const tiny::Overrides& overrides = {}, int weeks = 4, double scale = 0.01,
                            const std::string& text = "") {
    auto model = load(overrides, weeks, scale, text);
    tiny::found_and_run(*model);
    return model;
}

/// Mean with its standard error, over persons.
struct Mean {
    double sum = 0, squares = 0;
    std::int64_t n = 0;
    void add(double x) { sum += x, squares += x * x, ++n; }
    double mean() const { return sum / static_cast<double>(n); }
    double error() const {
        return std::sqrt(std::max(0.0, squares / static_cast<double>(n) - mean() * mean()) / static_cast<double>(n));
    }
};

/// One person's measured span.
struct Person {
    double hours = 0, dollars = 0;
    microwork::LifeId life;
    double pay() const { return dollars / hours; }
};

/// Everybody with at least `least` hours online.
inline std::vector<Person> people(const microwork::Market& market, double least = 1) {
    using namespace microwork;
    const auto& lives = market.get<Lives>();
    const auto& accounts = market.get<Accounts>();
    std::vector<Person> list;
    for (std::size_t r = 0; r < lives.rows(); ++r) {
        Person p;
        p.life = LifeId{r};
        p.hours = static_cast<double>(lives.online[p.life].value) / 3600;
        for (AccountId a = lives.first_account[p.life]; a; a = accounts.next[a])
            p.dollars += static_cast<double>(accounts.credited[a].value) * 1e-6;
        if (p.hours >= least)
            list.push_back(p);
    }
    return list;
}

}  // namespace small_world
