// How credited pay becomes money in hand: thresholds, rails with fees, the time that takes, and surcharges on the commission.
#pragma once

#include "models/microwork/agents/workers.hpp"
#include "models/microwork/world.hpp"
#include "sim/csv.hpp"
#include "sim/params.hpp"

namespace microwork {

/// What became of a balance.
struct Payout {
    Money net, fee;
    bool made = false;
};

class Payment {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("payment") {}
        Param<bool> rails{this, "rails", true,
                          "payouts follow the table of rails; else the platform's threshold holds, without fees and time",
                          "table of payment rails"};
        Param<double> threshold_factor{this,         "threshold_factor", 1, {0.0, 1000.0}, "factor on all payout thresholds",
                                       "free choice"};
        Param<double> fee_factor{this, "fee_factor", 1, {0.0, 100.0}, "factor on the fees of rails", "free choice"};
        Param<double> time_factor{this,         "time_factor", 1, {0.0, 100.0}, "factor on the time that a payout takes the worker",
                                  "free choice"};
        Param<bool> surcharges{this, "surcharges", true, "platforms take the surcharges of the table of commission schedules",
                               "table of commission schedules"};
    } params;

    /// Least balance that is paid out.
    Money threshold(const PlatformData& platform, std::size_t country) const;
    /// What a payout of this balance costs; never more than the balance.
    Money fee(const PlatformData& platform, std::size_t country, Money balance) const;
    /// Time between pay days; zero: paid out at once.
    Seconds interval(const PlatformData& platform, std::size_t country) const;
    /// Pays out the balance if it has reached the threshold: the rail takes its fee from it. The ledger is the caller's.
    Payout pay_out(const PlatformData& platform, AccountId a, Accounts& accounts) const;
    /// Time that the payouts of a person's accounts have caused since the latest log-in; they are seen to with this.
    Seconds32 time_due(const World& world, Accounts& accounts, AccountId first) const;
    /// Whether the platform's surcharge falls due on items with so many assignments.
    bool surcharged(const PlatformData& platform, std::int64_t assignments) const {
        return params.surcharges() && platform.surcharge_from > 0 && assignments >= platform.surcharge_from;
    }

  private:
    const PayoutRail* rail(const PlatformData& platform, std::size_t country) const {
        return params.rails() && platform.rails[country].in_table ? &platform.rails[country] : nullptr;
    }
};

/// The first row that names a platform and a country holds; "*" means all countries that no row above names.
void read_payment_rails(const sim::CsvTable& table, World& world, sim::Problems& problems);
void read_commission_schedules(const sim::CsvTable& table, World& world, sim::Problems& problems);

}  // namespace microwork
