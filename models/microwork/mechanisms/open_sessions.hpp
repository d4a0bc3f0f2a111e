// Whoever wakes in this tick comes online, if attractiveness and season let the candidate log-in stand.
#pragma once

#include <span>
#include <vector>

#include "models/microwork/market.hpp"

namespace microwork {

struct OpenSessions {
    static constexpr const char* name = "open_sessions";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("sessions") {}
        Param<Seconds> day_limit{
            this, "day_limit", Seconds{14 * 3600}, {Seconds{3600}, Seconds{86400}}, "most time online in a day", "assumed"};
        Param<Seconds> week_limit{
            this, "week_limit", Seconds{90 * 3600}, {Seconds{3600}, Seconds{604800}}, "most time online in a week", "assumed"};
        Param<Seconds> shortest{this, "shortest", Seconds{300}, {Seconds{60}, Seconds{7200}}, "shortest session", "assumed"};
        Param<Seconds> wage_forgetting{this,
                                       "reservation_half_life",
                                       Seconds{14 * 86400},
                                       {Seconds{3600}, Seconds{365 * 86400}},
                                       "half-life of a shift of the reservation wage",
                                       "assumed"};
        Param<double> malus{this,
                            "avoidance_malus",
                            1.3862943611,
                            {0.0, 10.0},
                            "loss of value of a requester's tasks after a rejection (log 4)",
                            "assumed"};
        Param<double> malus_half_life{this, "avoidance_half_life_days", 60, {1.0, 10000.0}, "half-life of that loss", "assumed",
                                      "day"};
        Param<double> favourite{
            this, "favourite_bonus", 0.5, {0.0, 10.0}, "gain of value of the tasks of a requester who has always paid", "assumed"};
    } params;

    void operator()(const sim::Step&, const World&, const Activity&, const People&, const Connectivity&, const Vigilance&,
                    const TargetIncome&, const Learning&, const Turnover&, const BorrowedAccounts&, const Conditions&, const Forum&,
                    const Reputation&, const Payment&, const Demand&, const Requesters&, Wakeups&, Workers&, Lives&, Accounts&,
                    AccountFiles&, Sessions&, CountryFlows&, MoneyLedger&) const;

  private:
    struct Given;
    struct Opening;
    enum class Exit : std::uint8_t;
    std::vector<Opening> wake_all(const Given&, std::span<const std::uint32_t> due, Workers&, const Lives&, const Accounts&) const;
    Opening wake(const Given&, Workers&, const Lives&, const Accounts&, WorkerId) const;
    void consider(const Given&, const Workers&, const Lives&, const Accounts&, LogInCandidate now, Opening&) const;
    /// Whether a log-in that is not worth it stands all the same: for people whom health keeps from other jobs.
    static bool is_driven_by_need(const Given&, const Lives&, LifeId, std::uint64_t key, std::uint8_t country, double stay,
                                  double attractiveness);
    Exit leaves(const Given&, const Lives&, LifeId, const ActivityTraits&, std::uint64_t key, std::uint32_t n, Instant at) const;
    Seconds room_left(const Given&, const Lives&, LifeId, Instant at) const;
    static void see_off(const Opening&, sim::Id<CountryFlow> country, Lives&, CountryFlows&);
    static void trust_requesters(const Given&, AccountId, const Accounts&, Lives&, LifeId);
    void found_life(const Given&, const Workers&, Lives&, Accounts&, AccountFiles&, const Opening&) const;
    void gather(const Given&, Lives&, Accounts&, const AccountFiles&, Sessions&, const Opening&) const;
};

}  // namespace microwork
