// Who finds too little work signs up on one more platform, unpaid: forms, training, tests. Model, sections 4 and 5.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct RegisterElsewhere {
    static constexpr const char* name = "register_elsewhere";
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("register_elsewhere") {}
        Param<double> chance{this,
                             "chance",
                             0.05,
                             {0.0, 1.0},
                             "chance that a log-in in times of scarcity begins with signing up on one more platform",
                             "assumed; founding documents 000 and 002 describe people on three to five platforms"};
        Param<double> scarcity{
            this,
            "scarcity",
            0.2,
            {0.0, 1.0},
            "learned share of the time online lost to waiting and to claims that others got, above which tasks are "
            "scarce",
            "assumed"};
        Param<std::int64_t> most{this,
                                 "most_accounts",
                                 4,
                                 {1, 4},
                                 "accounts of one person, banned ones not counted",
                                 "model rules, section 2 (four or more are four)",
                                 "accounts"};
        Param<Seconds> sign_up{this,
                               "sign_up_time",
                               Seconds{1200},
                               {Seconds{1}, Seconds{86400}},
                               "median time to sign up: forms, identity, profile",
                               "assumed"};
        Param<Seconds> tests{this,
                             "test_time",
                             Seconds{3600},
                             {Seconds{0}, Seconds{5 * 86400}},
                             "median time of training and tests where the platform has them",
                             "assumed; which platforms: platforms table, qualification_tests"};
        Param<double> time_log_sd{this, "time_log_sd", 0.5, {0.0, 2.0}, "log standard deviation of both", "assumed"};
        Param<double> difficulty{this,
                                 "test_difficulty",
                                 2,
                                 {-10.0, 20.0},
                                 "difficulty of a test: passed with probability logistic(skill - difficulty)",
                                 "assumed",
                                 "logit"};
        Param<Seconds> retry{
            this, "retry_after", Seconds{28 * 86400}, {Seconds{0}, Seconds{3650LL * 86400}}, "wait after a failed test", "assumed"};
    } params;

    /// After the sessions of the tick have been opened: walks these.
    void operator()(const sim::Step&, const World&, const Conditions&, Lives&, Accounts&, AccountFiles&, Sessions&,
                    CountryFlows&) const;

  private:
    enum class Intent : std::uint8_t { none, go_on, retry, sign_up, turned_away };
    struct Plan {
        Intent intent = Intent::none;
        AccountId account;          ///< the one in qualification, or the last of the person's list
        std::uint8_t platform = 0;  ///< of a new one
        std::int32_t time = 0;      ///< of the sign-up or test that begins now
    };
    Plan plan(const sim::Step&, const World&, const Conditions&, const Lives&, const Accounts&, const AccountFiles&,
              const Sessions&, SessionId) const;
    std::int32_t draw_time(sim::Dice&, bool sign_up, bool tests) const;
    void qualify(const sim::Step&, const World&, AccountId, SessionId, Accounts&, AccountFiles&, Sessions&, CountryFlows&) const;
};

}  // namespace microwork
