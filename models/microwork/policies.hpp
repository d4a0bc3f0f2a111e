// [[policy]] entries: an instrument, its parameters, and when it holds. Instruments write rules and nothing else.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/microwork/rules.hpp"
#include "models/microwork/world.hpp"
#include "sim/clock.hpp"
#include "sim/scenario.hpp"
#include "sim/schedule.hpp"

namespace microwork {

/// Policies of the scenario, in the order of the file.
class Policies {
  public:
    /// Reads the [[policy]] tables. A policy that begins in the burn-in is a problem.
    void read(const sim::Scenario& scenario, const sim::BindOptions& options, const World& world, const sim::Clock& clock,
              sim::Date measured_from, sim::Problems& problems);
    bool changes_at(std::int32_t tick) const;
    /// The rules of a tick: neutral, then every policy that holds, in order.
    Rules rules(const World& world, std::int32_t tick) const;
    std::size_t size() const { return entries_.size(); }
    /// One sentence for each policy, for `describe`.
    std::vector<std::string> sentences() const;

  private:
    struct Entry {
        std::string sentence;
        std::int32_t first_tick, end_tick;
        std::function<void(const World&, Rules&)> apply;
    };
    std::vector<Entry> entries_;
};

/// Rebuilds the rules from neutral at the ticks where a policy begins or ends.
struct ApplyPolicies {
    static constexpr const char* name = "apply_policies";
    void operator()(const sim::Step& step, const World& world, const Policies& policies, Rules& rules) const {
        if (policies.changes_at(step.tick))
            rules = policies.rules(world, step.tick);
    }
};

/// Names of all instruments with what each changes and which reactions are modelled, for `params` and the documentation.
struct InstrumentInfo {
    std::string name, meaning;
    std::unique_ptr<sim::ParamGroup, void (*)(sim::ParamGroup*)> params;
};
std::vector<InstrumentInfo> instruments();

}  // namespace microwork
