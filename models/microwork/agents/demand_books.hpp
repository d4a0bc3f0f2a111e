// What requesters have learned: how long their batches take to fill, what people cost them, what work costs, how much is wanted.
#pragma once

#include <array>
#include <cstdint>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/world.hpp"
#include "sim/table.hpp"

namespace microwork {

/// Batches whose time to fill a requester remembers.
inline constexpr std::size_t remembered_fills = 32;
using FillRing = std::array<std::int32_t, remembered_fills>;

/// Pay policies of requesters, one row for each, in the order of `Requesters`.
struct FillTimes final : sim::Records<Requester> {
    FillTimes() : Records("fill_times", "how long batches of a requester took to fill, and what that did to its pay") {
        hash_by("key", "platform");
    }
    Column<std::uint64_t> key{this, "key", "structural key of the requester"};
    Column<FillRing> closed{this, "closed",
                            "when its latest batches were filled or expired (s since origin), the latest first; 0 = none"};
    Column<FillRing> took{this, "took", "how long each of them was open (s)"};
    Column<Seconds32> normal{this, "normal", "its normal time to fill: the median of the burn-in; 0 = not known"};
    Column<float> pay_shift{this, "pay_shift", "log of its target pay over its first target pay"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};

    /// Notes that a batch is filled, or has expired. The latest are kept; it does not matter in which order they are noted.
    void note(RequesterId r, Instant posted, Instant end);
    /// The batches noted that closed after `after`: how many, and the median of their times (the upper one of an even number).
    struct Typical {
        std::int32_t batches = 0;
        Seconds32 median;
    };
    Typical typical(RequesterId r, Instant after) const;
};

/// What people cost requesters and what of their items they give to models, one row for each, in the order of `Requesters`.
struct Replacements final : sim::Records<Requester> {
    Replacements() : Records("replacements", "what people cost a requester, and what it gives to models instead") {
        hash_by("key", "platform");
    }
    using Costs = std::array<std::int64_t, task_families>;
    using Shares = std::array<float, task_families>;
    Column<std::uint64_t> key{this, "key", "structural key of the requester"};
    Column<Costs> cost{this, "cost", "micro-dollars that its items since the latest decision cost by people, by family of tasks"};
    Column<Costs> typical{this, "typical", "what the same items cost at the typical rewards of the table of task types"};
    Column<Shares> share{this, "share", "share of its items that it gives to models, by family of tasks"};
    Column<std::uint8_t> platform{this, "platform", "index of the platform"};

    /// Notes what a batch of so many items would cost by people, whoever does it.
    void note(RequesterId r, TaskFamily family, double items, Money cost, Money typical);
};

/// Demand by family of tasks.
struct FamilyBook;
struct FamilyDemand final : sim::Table<FamilyBook> {
    FamilyDemand() : Table("family_demand", "demand by family of tasks") {}
    Column<double> volume{this, "volume", "factor on the items of batches: growth, automation, renewal, unpaid substitutes"};
    Column<double> replaced{this, "replaced", "share of the items that requesters give to models, at present"};
    Column<std::int64_t> posted{this, "posted", "seconds of work in batches posted since the run began"};
    Column<std::int64_t> by_models{this, "by_models", "seconds of work that requesters gave to models instead"};
};

/// Weeks over which prices are smoothed.
inline constexpr std::size_t price_weeks = 8;

/// Prices of work by platform.
struct PriceBook;
struct PlatformPrices final : sim::Table<PriceBook> {
    PlatformPrices() : Table("platform_prices", "what work costs requesters by platform") {}
    using Ring = std::array<std::int64_t, price_weeks>;
    Column<Ring> cost{this, "cost", "micro-dollars that the batches of a week cost when all is approved (ring by week)"};
    Column<Ring> reference{this, "reference", "what the same batches would have cost at the prices of the burn-in"};
    Column<double> price{this, "price", "cost over reference in the last eight weeks"};
    Column<double> volume{this, "volume", "factor on the items of batches that the price gives"};
};

}  // namespace microwork
