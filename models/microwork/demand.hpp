// What requesters want done: how much work there is on each platform, who posts it and what a batch looks like.
// Model rules, sections 3 and 6.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/microwork/activity.hpp"
#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/world.hpp"
#include "sim/params.hpp"
#include "sim/random.hpp"

namespace microwork {

/// A batch as its requester draws it, before anybody sees it.
struct BatchDraft {
    std::uint8_t type = 0;
    double items = 0;     ///< whole, at full scale
    double thinning = 0;  ///< uniform: decides on the last item when volume is scaled
    double seconds = 0;
    double reward = 0;    ///< USD, from the target pay and the time believed, before rounding
    double rounding = 0;  ///< uniform: decides between the two amounts next to it
    double instruction_s = 0;
    bool refused_whole = false;
    bool refused_by_client = false;
};

class Demand {
  public:
    struct Params : sim::ParamGroup {
        Params() : ParamGroup("demand") {}
        Param<double> level{this,
                            "level",
                            1,
                            {0.05, 20.0},
                            "weekly paid hours relative to three quarters of the expected hours online",
                            "assumed; free parameter, prior 0.5 to 1.5"};
        Param<double> batch_size{
            this,     "batch_size", 1, {0.001, 100.0}, "factor on the items of every batch; the posting rate makes up for it",
            "assumed"};
        Param<Seconds> expiry{
            this, "expiry", Seconds{7 * 86400}, {Seconds{900}, Seconds{90 * 86400}}, "time until a batch is taken down", "assumed"};
        Param<double> budget{this,
                             "budget",
                             1.25,
                             {1.0, 1e6},
                             "most that a requester spends, relative to its spending at its first pay: beyond it volume gives way",
                             "assumed"};
        Param<double> log_pay{this,
                              "log_pay",
                              0,
                              {-5.0, 5.0},
                              "mean log of the target pay per hour relative to the task type's",
                              "assumed; free parameter"};
        Param<double> log_pay_sd{this, "log_pay_sd", 0.7, {0.0, 3.0}, "its standard deviation over requesters", "assumed"};
        Param<double> log_pay_size{this,
                                   "log_pay_size",
                                   -0.25,
                                   {-2.0, 2.0},
                                   "its slope on the standardised log size of the requester",
                                   "assumed; sign after Hara et al. 2018: low payers post more"};
        Param<double> log_pay_gated{this,
                                    "log_pay_gated",
                                    0.45,
                                    {-2.0, 2.0},
                                    "its difference for requesters who ask for many approved tasks",
                                    "Hara et al. 2018 in Kummerfeld 2021: 4.14 against 2.54 USD/h"};
        Param<double> log_pay_home{this,
                                   "log_pay_home",
                                   0,
                                   {-2.0, 2.0},
                                   "its difference for requesters open to workers of their home country alone",
                                   "assumed; free parameter"};
        Param<double> estimate_bias{this,     "time_estimate_bias", -0.2, {-3.0, 3.0}, "mean log of believed over true seconds",
                                    "assumed"};
        Param<double> estimate_sd{this, "time_estimate_sd", 0.4, {0.0, 3.0}, "its standard deviation over batches", "assumed"};
        Param<double> seconds_sd{
            this, "seconds_log_sd", 0.3, {0.0, 2.0}, "log standard deviation of true seconds around the task type's", "assumed"};
        Param<double> size_log_sd{this,
                                  "size_log_sd",
                                  2.57,
                                  {0.0, 5.0},
                                  "log standard deviation of requester size",
                                  "fitted to the shares .30/.60/.90 of the top 0.1/1/10 % (Ipeirotis 2010)"};
        Param<Share> gate_share{this,
                                "gate_share",
                                sim::Share{0.19f},
                                {sim::Share{0}, sim::Share{1}},
                                "AMT requesters who ask for at least so many approved tasks",
                                "Hara et al. 2018 in Kummerfeld 2021"};
        Param<std::int64_t> gate{this,      "gate",       1000, {0, 1'000'000}, "approved assignments that they ask for",
                                 "assumed", "assignments"};
        Param<Share> approval_share{this,
                                    "approval_share",
                                    sim::Share{0.8f},
                                    {sim::Share{0}, sim::Share{1}},
                                    "requesters who ask for the approval rate that is usual on their platform",
                                    "assumed"};
        Param<Share> worldwide{this,
                               "worldwide_share",
                               sim::Share{0.45f},
                               {sim::Share{0}, sim::Share{1}},
                               "requesters open to workers of all countries",
                               "assumed"};
        Param<Share> country_list{this,
                                  "country_list_share",
                                  sim::Share{0.35f},
                                  {sim::Share{0}, sim::Share{1}},
                                  "requesters open to a list of countries; the rest asks for its home country",
                                  "assumed"};
        Param<double> listed{
            this,     "listed_countries", 0.5, {0.0, 1.0}, "chance of a country to be on such a list, the home country always is",
            "assumed"};
        Param<Share> gold_share{this,
                                "gold_share",
                                sim::Share{0.20f},
                                {sim::Share{0}, sim::Share{1}},
                                "requesters who check by gold questions",
                                "assumed; free parameter"};
        Param<Share> majority_share{this,
                                    "majority_share",
                                    sim::Share{0.065f},
                                    {sim::Share{0}, sim::Share{1}},
                                    "requesters who pay the majority answer only",
                                    "assumed; free parameter"};
        Param<Share> arbitrary_share{this,
                                     "arbitrary_share",
                                     sim::Share{0.10f},
                                     {sim::Share{0}, sim::Share{1}},
                                     "requesters who now and then refuse a whole batch",
                                     "assumed; free parameter"};
        Param<Share> arbitrary_refusal{this,
                                       "arbitrary_refusal",
                                       sim::Share{0.018f},
                                       {sim::Share{0}, sim::Share{1}},
                                       "batches that such a requester refuses as a whole",
                                       "assumed; free parameter"};
        Param<Share> manual_share{this,
                                  "manual_share",
                                  sim::Share{0.15f},
                                  {sim::Share{0}, sim::Share{1}},
                                  "requesters who look at a sample themselves",
                                  "assumed; free parameter"};
        Param<std::int64_t> arbitrary_least{this,
                                            "arbitrary_least",
                                            20,
                                            {0, 1'000'000},
                                            "assignments of the smallest batch that is refused as a whole",
                                            "model rules, section 9; assumed",
                                            "assignments"};
        Param<Share> two_stage{this,
                               "two_stage_share",
                               sim::Share{0.2f},
                               {sim::Share{0}, sim::Share{1}},
                               "requesters of managed platforms whose work the platform's checkers see before the client",
                               "founding document 002 tells of the practice; the share is assumed"};
        Param<Share> client_refusal{this,
                                    "client_refusal",
                                    sim::Share{0.005f},
                                    {sim::Share{0}, sim::Share{1}},
                                    "batches of theirs that the client refuses after the checkers have accepted",
                                    "assumed; free parameter"};
        Param<Share> without_reason{this,
                                    "without_reason_share",
                                    sim::Share{0.5f},
                                    {sim::Share{0}, sim::Share{1}},
                                    "requesters who give no reason; whole batches are always refused without one",
                                    "founding document 000: more than half of refusals"};
        Param<Share> keeps_data{this,
                                "keeps_data_share",
                                sim::Share{0.3f},
                                {sim::Share{0}, sim::Share{1}},
                                "requesters who use refused work too and ask for no replacement",
                                "founding document 002 tells of the practice; the share is assumed"};
        Param<Seconds> review_median{this,
                                     "review_median",
                                     Seconds{36 * 3600},
                                     {Seconds{0}, Seconds{60 * 86400}},
                                     "median over requesters of the mean time to a decision",
                                     "assumed"};
        Param<double> review_log_sd{this, "review_log_sd", 0.8, {0.0, 3.0}, "its log standard deviation", "assumed"};
    } params;

    void prepare(const World& world, const Activity& activity);
    /// Fills the table: sizes are fixed quantiles, everything else is drawn under the requester's key.
    void found_requesters(const sim::Randomness& randomness, Requesters& requesters) const;
    /// Draws the requester's next batch. The draws are the same whatever prices, rules and volumes hold.
    BatchDraft draft(const sim::Randomness& randomness, const Requesters& requesters, RequesterId r) const;
    /// Structural key of the requester's n-th batch.
    static std::uint64_t batch_key(std::uint64_t requester, std::uint32_t n) {
        return sim::mix(requester, 0x6261746368ull + n) | 1;
    }
    std::size_t platforms() const { return weekly_hours_.size(); }
    /// Paid hours a week wanted on a platform, at full scale.
    double weekly_hours(std::size_t platform) const { return weekly_hours_[platform]; }
    /// Paid hours a week wanted of a family of tasks on all platforms, at full scale.
    double weekly_hours(TaskFamily family) const { return family_hours_[static_cast<std::size_t>(family)]; }
    /// Paid hours a week wanted of a family of tasks on one platform, at full scale.
    double weekly_hours(std::size_t platform, TaskFamily family) const {
        return platform_family_hours_[platform][static_cast<std::size_t>(family)];
    }
    /// A requester of the platform, the more likely the larger: its number, for a uniform `u`.
    std::uint32_t draw_by_size(double u, std::size_t platform) const;
    /// Countries that have workers on a platform or may send some.
    const CountrySet& served(std::size_t platform) const { return served_[platform]; }
    /// When the requester posts next.
    sim::Instant next_post(const sim::Randomness& randomness, const Requesters& requesters, RequesterId r, sim::Instant from,
                           std::int32_t origin_second_of_week) const;

  private:
    std::uint8_t draw_type(double u, std::size_t platform) const;
    QualityControl draw_control(double u) const;
    CountrySet draw_eligible(sim::Dice& dice, std::size_t home) const;
    const World* world_ = nullptr;
    std::vector<double> weekly_hours_;
    std::array<double, task_families> family_hours_{};
    std::vector<std::array<double, task_families>> platform_family_hours_;
    std::vector<CountrySet> served_;               ///< by platform
    std::vector<double> batch_hours_;              ///< by platform: mean paid hours of a batch
    std::vector<std::vector<double>> type_share_;  ///< by platform: running shares of batches by type
    std::vector<double> buyers_;                   ///< running shares of home countries
    std::vector<std::vector<double>> sizes_;       ///< by platform: running shares of its requesters in demand, the largest first
    std::vector<std::uint32_t> first_requester_;   ///< by platform: number of the largest one
};

/// The nearest of the amounts that requesters really offer, on a log scale; between two, round ones weigh three to one.
/// `u` is uniform: it decides between the two neighbours.
sim::Money round_reward(double usd, double u);

}  // namespace microwork
