// What is counted over the measured span beside the series: see measures/presence.hpp. No mechanism reads these tables.
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/agents/workers.hpp"

namespace microwork {

struct CarriedAccount;
struct LocalHour;

/// One row for each account that there was when the measured span began.
struct CarriedWork final : sim::Table<CarriedAccount> {
    CarriedWork() : Table("carried_work", "what accounts had under review when the measured span began") {}
    Column<Seconds32> under_review{this, "under_review", "work waiting for a decision then"};
};

/// Of all accounts of a person.
Seconds32 carried_by(LifeId, const Lives&, const Accounts&, const CarriedWork&);

/// Accounts of each platform with a task handed in since the measured span began.
std::vector<std::int64_t> pools(std::size_t platforms, const Accounts& accounts, const CarriedWork& carried);

inline constexpr std::int32_t hours_of_week = 168;

/// A row for each country of residence and, within it, each hour of the local week from Monday 00:00.
struct LocalHours final : sim::Table<LocalHour> {
    LocalHours() : Table("local_hours", "people online by country and hour of the week on the worker's clock") {}
    Column<std::int64_t> online{this, "online", "people online, summed over the ticks of the measured span"};
};

}  // namespace microwork
