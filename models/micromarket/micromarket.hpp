// A small on-line labour market: many workers, few shared batches of tasks, a clock of quarter hours. The smallest complete model
// on the engine: docs/tutorial.md goes through it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/micromarket/economy.hpp"
#include "sim/params.hpp"
#include "sim/simulation.hpp"

namespace micromarket {

/// Size of the market.
struct MarketParams : sim::ParamGroup {
    MarketParams() : ParamGroup("market") {}
    Param<std::int64_t> workers{this, "workers", 100'000, {1, 1'000'000'000}, "workers", "free choice", "workers"};
    Param<std::int64_t> workers_per_batch{
        this, "workers_per_batch", 100, {1, 1'000'000}, "workers for each open batch", "workload, version 1", "workers"};
    Param<std::int64_t> part{
        this,       "part",   65'536, {64, 1'000'000'000}, "most workers who choose at the same time, before slots are settled",
        "measured", "workers"};
    Param<std::int64_t> parts{
        this,       "parts", 12, {1, 10'000}, "fewest parts of a step: with fewer, good batches are asked too often",
        "measured", "parts"};
};

/// The statistics by which implementations of this market are compared.
struct CheckValues {
    static constexpr std::size_t count = 7;
    static constexpr std::array<std::string_view, count> names{
        "online_frac", "match_rate", "paid_per_match", "mean_wage", "mean_ema", "paid_time_share", "replaced_per_batch_step"};
    std::array<double, count> value{};

    /// Lowest and highest value expected of a market of `workers` after 96 steps: the band for a million, widened by the root of
    /// the size and by `factor`.
    static std::array<double, 2> band(std::size_t index, double workers, double factor);
};

class MicroMarket final : public sim::Model {
  public:
    MicroMarket();

    /// Draws workers and batches from the parameters.
    void found(const sim::Randomness& randomness, const sim::Parallel& parallel);
    /// Steps of fifteen minutes from midnight UTC.
    static sim::Clock clock();

    std::string name() const override { return "micromarket"; }
    void run_tick(const sim::Step& step) override { schedule_.run(step); }
    /// The books: earnings = pay, time = fifteen minutes a head, no slot given twice.
    void audit(const sim::Step& step, sim::AuditDepth depth) const override;
    std::vector<sim::TableBase*> tables() override { return economy_.tables(); }
    std::vector<std::size_t> busy_tables() const override { return {}; }
    sim::StateHashes& hashes() override { return hashes_; }
    void restored(std::int32_t tick) override;

    CheckValues check_values() const;
    /// SHA-256 of the whole state, the record included.
    std::string digest();
    /// Memory of all tables.
    std::size_t bytes();

    const Economy& economy() const { return economy_; }
    const sim::Schedule<Economy>& schedule() const { return schedule_; }
    std::vector<sim::ParamGroup*> param_groups();

    MarketParams market;

  private:
    void prepare();

    Economy economy_;
    sim::Schedule<Economy> schedule_{economy_};
    sim::StateHashes hashes_;
};

}  // namespace micromarket
