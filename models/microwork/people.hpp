// Who a person is: drawn from the key at the first log-in, with the career behind it. Model rules, sections 2, 7 and 8.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/workers.hpp"
#include "models/microwork/care.hpp"
#include "models/microwork/fatigue.hpp"
#include "models/microwork/health.hpp"
#include "models/microwork/skills.hpp"
#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

/// The accounts that a person holds: platforms, the one of registration first.
struct AccountList {
    std::size_t count = 0;
    std::array<std::uint8_t, 4> platform{};
    std::array<std::uint8_t, 4> borrowed{};  ///< 1 = somebody else's
    std::array<std::uint8_t, 4> paper{};     ///< of a borrowed one: index of the country on paper

    std::size_t count_borrowed() const { return static_cast<std::size_t>(std::count(borrowed.begin(), borrowed.end(), 1)); }
};

/// What an account has seen before the run.
struct Career {
    std::uint32_t approved = 0;
    std::uint32_t rejected = 0;
    sim::Money balance;
};

class People {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("people") {}
        Param<double> wage_median{this,
                                  "reservation_wage_median",
                                  1.55,
                                  {0.01, 100.0},
                                  "median reservation wage of AMT's workers, dollars of 2018",
                                  "Horton and Chilton 2010 (1.38 USD of 2010), brought to 2018 by the model rules",
                                  "USD/h"};
        Param<double> wage_log_sd{this,
                                  "reservation_wage_log_sd",
                                  1.8,
                                  {0.0, 4.0},
                                  "log standard deviation of the personal part",
                                  "model rules, from Horton and Chilton 2010 (1.86 in all)"};
        Param<double> wage_of_country{this,
                                      "reservation_wage_country",
                                      0.35,
                                      {0.0, 2.0},
                                      "elasticity of the reservation wage with respect to the country's wage",
                                      "assumed"};
        Param<double> wage_main_income{
            this, "reservation_wage_main_income", -0.4, {-3.0, 3.0}, "log difference for people who live on micro-work", "assumed"};
        Param<double> wage_condition{this,
                                     "reservation_wage_condition",
                                     -0.3,
                                     {-3.0, 3.0},
                                     "log difference for people whom a health condition keeps from other jobs",
                                     "assumed"};
        Param<double> wage_intensity{
            this,     "reservation_wage_intensity", -0.3, {-1.0, 1.0}, "correlation of the personal part with log intensity",
            "assumed"};
        Param<double> speed_log_sd{this,     "speed_log_sd", 0.25, {0.0, 1.0}, "log standard deviation of work speed (median 1)",
                                   "assumed"};
        Param<double> skill_mean{
            this,      "skill_mean", 3.0, {-3.0, 8.0}, "mean skill on the scale of task difficulty (logit of being correct)",
            "assumed", "logit"};
        Param<double> skill_sd{this, "skill_sd", 0.8, {0.0, 4.0}, "standard deviation of skill", "assumed", "logit"};
        Param<double> first_pay{
            this,   "first_expected_pay", 2.5, {0.05, 100.0}, "expected pay at the first log-in, the same everywhere", "assumed",
            "USD/h"};
        Param<double> second_account{this, "second_account", 0.16, {0.0, 1.0}, "share of people with two accounts", "assumed"};
        Param<double> third_account{this, "third_account", 0.08, {0.0, 1.0}, "share with three", "assumed"};
        Param<double> fourth_account{this, "fourth_account", 0.06, {0.0, 1.0}, "share with four or more", "assumed"};
        Param<double> regular_second{this,     "regular_second_account", 0.22, {0.0, 1.0}, "share of regulars with two accounts",
                                     "assumed"};
        Param<double> regular_third{this, "regular_third_account", 0.14, {0.0, 1.0}, "share of regulars with three", "assumed"};
        Param<double> regular_fourth{this,     "regular_fourth_account", 0.13, {0.0, 1.0}, "share of regulars with four or more",
                                     "assumed"};
        Param<double> tenure_weeks{this,      "tenure_weeks", 94, {1.0, 1000.0}, "mean time since registration at the start",
                                   "assumed", "week"};
        Param<double> tasks_per_hour{
            this, "past_tasks_per_hour", 25, {0.0, 1000.0}, "assignments an hour in the career before the run", "assumed", "1/h"};
        Param<double> past_rejection{this,
                                     "past_rejection_share",
                                     0.007,
                                     {0.0, 1.0},
                                     "share of past assignments rejected",
                                     "model rules, section 9; assumed"};
        Param<double> past_cluster{
            this, "past_rejection_cluster", 4, {1.0, 20.0}, "mean size of a cluster of past rejections", "assumed; free parameter"};
        Param<std::int64_t> trusted{
            this,
            "trusted_requesters",
            5,
            {0, 100},
            "draws, by size, of the requesters whom somebody trusts who has worked before the run; of those "
            "that differ, as many as people remember",
            "model rules, section 8; assumed",
            "requesters"};
        Param<Share> mobile_data{this,
                                 "backup_share",
                                 sim::Share{0.55f},
                                 {sim::Share{0}, sim::Share{1}},
                                 "people with a laptop or phone that outlasts a power cut",
                                 "assumed"};
    } params;
    /// What limits, tires, disturbs and qualifies them.
    Health health;
    Harm harm;
    Fatigue fatigue;
    Care care;
    Skills skills;

    void prepare(const World& world, const Activity& activity);
    /// What everybody expects at the first log-in: what learned pay is measured against.
    HourlyPay first_pay() const { return HourlyPay{static_cast<float>(params.first_pay())}; }

    /// Whether health keeps the person from other jobs: somebody with a record, or without one yet.
    bool kept_from_jobs(const sim::Randomness& randomness, const Lives& lives, LifeId life) const {
        return kept_from_jobs(randomness, lives.key[life], lives.condition[life] != 0, lives.status[life]);
    }
    bool kept_from_jobs(const sim::Randomness& randomness, std::uint64_t key, std::uint8_t country) const;
    /// Fills the record of a person who logs in for the first time.
    void draw(const sim::Randomness& randomness, const ActivityTraits& traits, Lives& lives, LifeId life) const;
    AccountList accounts(const sim::Randomness& randomness, std::uint64_t key, const ActivityTraits& traits, std::uint8_t country,
                         bool entrant) const;
    Career career(const sim::Randomness& randomness, std::uint64_t account_key, const ActivityTraits& traits, std::size_t accounts,
                  const PlatformData& platform, bool entrant) const;
    /// Exposure to harmful content, in hours, that somebody with these accounts brings along; newcomers bring none.
    double past_exposure(const ActivityTraits& traits, const AccountList& accounts, bool entrant) const;

  private:
    bool kept_from_jobs(const sim::Randomness& randomness, std::uint64_t key, bool condition, std::uint8_t status) const {
        return status == static_cast<std::uint8_t>(ActivityStatus::unable_health) ||
               (condition && health.excluded(randomness, key));
    }
    /// What is drawn first of a person.
    struct Circumstances {
        bool woman, degree, caregiver, backup, condition;
        std::uint8_t age_band, status, connection;
    };
    Circumstances circumstances(sim::Dice& dice, const CountryData& home) const;
    /// Hours a week that somebody has been online before the run.
    double past_hours(const ActivityTraits& traits) const;
    const World* world_ = nullptr;
    const Activity* activity_ = nullptr;
    double reference_wage_ = 1;  ///< mean wage proxy over AMT's accounts (over all accounts without AMT)
};

}  // namespace microwork
