// The micro-work market as a model: parameters, input, state, tick.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/microwork/market.hpp"
#include "sim/simulation.hpp"

namespace microwork {

/// How many of the world's people the run keeps.
struct PopulationParams : sim::ParamGroup {
    PopulationParams() : ParamGroup("population") {}
    Param<double> scale{
        this,         "scale", 1, {0.000001, 20.0}, "share of people and of their work that is kept; 1 = everybody registered",
        "free choice"};
};

/// What is written into the result.
struct OutputParams : sim::ParamGroup {
    OutputParams() : ParamGroup("output") {}
    Param<sim::Share> workers{this,
                              "workers",
                              sim::Share{0.01f},
                              {sim::Share{0}, sim::Share{1}},
                              "share of the people who logged in whose rows are written to /workers",
                              "free choice"};
    Param<std::vector<std::string>> countries{
        this, "countries", std::vector<std::string>{},
        "countries (two letters) to which /workers, the distributions and the summary are narrowed; none = all", "free choice"};
};

class MicroworkModel final : public sim::Model {
  public:
    MicroworkModel();

    /// Every parameter group of the model, the run's own included, in a fixed order.
    const std::vector<sim::ParamGroup*>& param_groups() const { return groups_; }
    /// Binds the scenario, reads the tables, checks what one value alone cannot tell. All faults go to `problems`.
    void load(const sim::Scenario& scenario, const std::filesystem::path& data_folder, sim::Problems& problems);
    /// Draws the first state. After `load` without problems.
    void found(const sim::Randomness& randomness, const sim::Parallel& parallel);

    sim::Clock clock() const;
    std::int32_t measured_from() const { return market_.get<MeasuredSpan>().first_tick; }
    std::int32_t end_tick() const;
    std::int32_t hash_every() const;

    std::string name() const override { return "microwork"; }
    void run_tick(const sim::Step& step) override;
    void audit(const sim::Step& step, sim::AuditDepth depth) const override;
    std::vector<sim::TableBase*> tables() override;
    std::vector<std::size_t> busy_tables() const override;
    sim::StateHashes& hashes() override { return hashes_; }
    void restored(std::int32_t tick) override;

    const Market& market() const { return market_; }
    Market& market() { return market_; }
    const sim::Schedule<Market>& schedule() const { return schedule_; }
    /// Input files that were read, for provenance.
    std::vector<std::filesystem::path> inputs() const;
    /// Countries kept in the output, as a flag for each country.
    std::vector<std::uint8_t> output_countries() const;

    sim::RunParams run;
    PopulationParams population;
    OutputParams output;
    DataFiles data;

  private:
    void check(sim::Problems& problems);
    Market market_;
    sim::Schedule<Market> schedule_{market_};
    sim::StateHashes hashes_;
    std::vector<sim::ParamGroup*> groups_;
};

}  // namespace microwork
