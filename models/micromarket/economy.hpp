// The state of the small market: who works, what there is to do, what was counted.
#pragma once

#include <array>
#include <cstdint>

#include "sim/claims.hpp"
#include "sim/messages.hpp"
#include "sim/params.hpp"
#include "sim/quantity.hpp"
#include "sim/schedule.hpp"
#include "sim/table.hpp"

namespace micromarket {

using sim::HourlyPay;
using sim::Money;

inline constexpr std::size_t countries = 100;
inline constexpr std::uint32_t step_seconds = 900;

struct Worker;
struct Batch;
struct Group;
struct Counted;

/// Workers, one packed record each, because few of them are on line at once. The row is the worker's number: it keys the draws.
/// The country is that of the worker's group.
struct Workers final : sim::Records<Worker> {
    Workers() : Records("workers", "everybody who may work") {}
    Column<Money> earnings{this, "earnings", "earned so far"};
    Column<std::uint32_t> paid{this, "paid_seconds", "seconds of paid work so far"};
    Column<std::uint32_t> unpaid{this, "unpaid_seconds", "seconds on line without pay so far"};
    Column<float> average{this, "ema", "moving average of earnings, dollars per hour on line"};
    Column<float> skill{this, "skill", "units of work done in the time in which an average worker does one"};
    Column<float> reservation{this, "reservation", "lowest acceptable wage, dollars per hour"};
    Column<float> least_rate{this, "least_rate", "reservation / skill: the lowest acceptable rate of a batch"};
};
using WorkerId = Workers::row_id;

/// Batches of tasks, in columns. The last row is no batch: whoever is paid nothing is paid from there, so that the books need no
/// branches.
struct Batches final : sim::Table<Batch> {
    Batches() : Table("batches", "open batches of tasks") {}
    Column<float> rate{this, "rate", "60 * reward / duration, dollars per hour at skill 1; -1 without a free slot"};
    Column<std::uint32_t> eligible_0{this, "eligible_0", "countries 0 to 31 that may work on it, one bit each"};
    Column<std::uint32_t> eligible_1{this, "eligible_1", "countries 32 to 63"};
    Column<std::uint32_t> eligible_2{this, "eligible_2", "countries 64 to 95"};
    Column<std::uint32_t> eligible_3{this, "eligible_3", "countries from 96"};
    Column<std::int32_t> free_slots{this, "free_slots", "units of work that nobody has taken"};
    Column<std::int32_t> reward{this, "reward", "micro-dollars for a unit of work"};
    Column<float> seconds{this, "seconds", "duration of a unit at skill 1"};
    Column<std::uint32_t> age{this, "age", "steps since it was posted"};
    Column<std::uint32_t> renewals{this, "renewals", "how often the row was filled anew: part of the address of its draws"};

    std::size_t count() const { return rows() - 1; }
    std::uint32_t nothing() const { return static_cast<std::uint32_t>(rows() - 1); }
};
using BatchId = Batches::row_id;
/// Country c is bit c % 32 of column c / 32: columns of their own, because workers of one country read one of them only.
inline constexpr std::array eligible{&Batches::eligible_0, &Batches::eligible_1, &Batches::eligible_2, &Batches::eligible_3};

/// Runs of workers of one country. The runs of a part hold its share of every country, part after part.
struct Groups final : sim::Table<Group> {
    Groups() : Table("groups", "runs of workers of one country; the last row ends the list") {}
    Column<std::uint32_t> first{this, "first", "first worker"};
    Column<std::uint8_t> country{this, "country", "their country"};

    /// The group of a worker.
    std::size_t of(std::size_t worker) const;
};
using GroupId = Groups::row_id;

/// Parts in which a step goes through the workers, and the probability of being on line by local hour, as 32-bit thresholds.
struct Rhythm {
    std::size_t parts = 1;
    std::array<std::uint32_t, 24> on_line_below{};

    std::uint32_t threshold(std::int32_t tick, std::size_t country) const {
        return on_line_below[(static_cast<std::size_t>(tick) / 4 + country % 24) % 24];
    }
};

/// What is asked of workers: how fresh batches are drawn.
struct Demand {
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("batches") {}
        Param<std::int64_t> lifetime{this,   "lifetime", 16, {1, 10'000}, "age at which a batch is replaced", "workload, version 1",
                                     "steps"};
        Param<double> reward{this, "reward", 0.8, {0.001, 20.0}, "median reward of a unit of work", "workload, version 1", "USD"};
        Param<double> spread{
            this, "reward_spread", 0.75, {0.0, 1.0}, "standard deviation of the log reward", "workload, version 1"};
        Param<sim::Share> open{this, "open_to_all", sim::Share{0.5F}, "share of batches open to all countries",
                               "workload, version 1"};
    } params;

    /// Fills a row with a fresh batch. The draws are addressed by the row and the number of its renewals.
    void fill(const sim::Randomness& randomness, const sim::Own<Batches>& batch) const;
};

/// What happened in this step.
struct Totals {
    std::int64_t on_line = 0, matched = 0, paid = 0;  ///< heads, heads, micro-dollars
};

/// The record: one row a step.
struct Series final : sim::Table<Counted> {
    Series() : Table("series", "the market, step by step") {}
    Column<std::int64_t> on_line{this, "on_line", "workers on line"};
    Column<std::int64_t> matched{this, "matched", "of these, workers who got a slot"};
    Column<Money> paid{this, "paid", "paid to them"};
    Column<float> mean_wage{this, "mean_wage", "dollars per hour on line"};
};

/// A worker on line, and the batch that pays.
struct Look {
    std::uint32_t worker = 0;
    std::uint32_t batch = 0;
};
/// What the workers of a chunk earned.
struct Earned {
    std::int64_t micro_dollars = 0;
};

struct Economy
    : sim::State<Rhythm, Demand, Groups, Workers, Batches, Totals, Series, sim::OwnerDesk, sim::Boxes<Look>, sim::Boxes<Earned>> {
    using rules = Rhythm;
    using record = Series;
};

}  // namespace micromarket
