// The table that a run ends with: pay, idle time, activity and rejections in the simulated world, beside published figures.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/statistics.hpp"
#include "models/microwork/agents/unpaid_time.hpp"
#include "models/microwork/microwork.hpp"

namespace analysis {

/// Time online by class, in seconds.
struct TimeUse {
    std::int64_t paid = 0, rejected = 0, under_review = 0;
    std::array<std::int64_t, microwork::unpaid_time.size()> never_paid{};  ///< by class, in the order of `unpaid_time`
    std::int64_t total() const { return std::accumulate(never_paid.begin(), never_paid.end(), paid + rejected + under_review); }
    std::int64_t unpaid() const { return total() - paid - under_review; }
};

/// One group of workers (the world, a region) over the measured span.
struct GroupSummary {
    std::string name;
    std::int64_t registered = 0;              ///< people on the register at the end
    std::int64_t online = 0;                  ///< of these, online at least once in the span
    std::int64_t measured = 0;                ///< of these, with at least an hour online and a task handed in: the base of pay
    std::int64_t monthly = 0;                 ///< at least 3 sessions with a task in the last 13 weeks
    std::int64_t weekly = 0;                  ///< at least 13
    std::int64_t ever_rejected = 0;           ///< of the measured, with a rejection in the career
    std::int64_t approved = 0, rejected = 0;  ///< assignments decided on in the span
    std::int64_t pay_micro = 0;               ///< credited
    Distribution pay_total_time;              ///< USD per hour online, over measured workers
    Distribution pay_paid_time;               ///< USD per hour of paid work, over the same
    Distribution unpaid_per_paid;             ///< hours unpaid per hour paid, over the same
    TimeUse time;
};

struct Summary {
    GroupSummary world;  ///< the countries of the output
    std::vector<GroupSummary> regions;
    std::int64_t returned = 0, handed_in = 0, posted = 0, expired = 0, claims = 0, claims_lost = 0;  ///< whole market, span
    std::int64_t simulated_weeks = 0;  ///< burn-in included: the circles look 13 weeks back
    std::string from, to;
    bool complete = true;  ///< false: the run was stopped early
};

/// Counts at the start of the measured span, taken from the record.
Summary summarise(const microwork::MicroworkModel& model, std::int32_t next_tick);

/// The table for people; `width` of a terminal.
std::string summary_table(const Summary& summary, const microwork::World& world);
/// The same numbers for machines.
std::string summary_json(const Summary& summary, const std::string& file, const std::string& digest);

}  // namespace analysis
