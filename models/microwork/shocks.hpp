// Seasons and [[shock]] entries: a kind, whom it hits, and when it holds. They write conditions and nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/microwork/conditions.hpp"
#include "sim/clock.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"
#include "sim/scenario.hpp"

namespace microwork {

class Shocks {
  public:
    /// Seasons: a factor on log-ins and registrations for each month.
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("season") {}
        Param<double> january{month(this, "january")}, february{month(this, "february")}, march{month(this, "march")},
            april{month(this, "april")}, may{month(this, "may")}, june{month(this, "june")}, july{month(this, "july")},
            august{month(this, "august")}, september{month(this, "september")}, october{month(this, "october")},
            november{month(this, "november")}, december{month(this, "december")};
        double of(unsigned month) const;  ///< 1 = January

      private:
        static Param<double> month(Params* group, const char* name) {
            return {group,
                    name,
                    1,
                    {0.0, 2.0},
                    "factor on log-ins and registrations in this month",
                    "assumed: no season, for want of figures about workers"};
        }
    } params;

    /// Reads the [[shock]] tables. A shock that begins in the burn-in is a problem.
    void read(const sim::Scenario& scenario, const sim::BindOptions& options, const World& world, const sim::Clock& clock,
              sim::Date measured_from, sim::Problems& problems);
    bool changes_at(std::int32_t tick) const;
    /// The conditions of a tick: neutral, the season, then every shock that holds, in order.
    Conditions conditions(const World& world, const sim::Clock& clock, std::int32_t tick) const;
    /// An upper bound of the factor on log-ins in any country at any time.
    double most_log_ins(const World& world) const;
    std::size_t size() const { return entries_.size(); }
    /// One sentence for each shock, for `describe`.
    std::vector<std::string> sentences() const;

  private:
    struct Entry {
        std::string sentence;
        std::int32_t first_tick, end_tick;
        std::function<void(const World&, Conditions&)> apply;
    };
    std::vector<Entry> entries_;
};

/// Whether a person is among those whom the blackout of a country keeps offline: always the same people first.
bool is_dark(const sim::Randomness& randomness, const Conditions& conditions, std::uint64_t worker, std::size_t country);
/// Whether a requester has left the platform: always the same requesters first.
bool has_withdrawn(const sim::Randomness& randomness, const Conditions& conditions, std::uint64_t requester, std::size_t platform,
                   std::size_t home);

/// Names of all kinds with what each does, for `params` and the documentation.
struct ShockInfo {
    std::string name, meaning;
    std::shared_ptr<sim::ParamGroup> params;
};
std::vector<ShockInfo> shock_kinds();

}  // namespace microwork
