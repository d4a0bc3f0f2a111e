// The world as the input tables give it: countries, platforms, task types, rhythms. Read once, never changed.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/microwork/country_set.hpp"
#include "models/microwork/surveys/study.hpp"
#include "sim/csv.hpp"
#include "sim/params.hpp"
#include "sim/quantity.hpp"

namespace microwork {

using sim::Money;
using sim::Seconds;

/// Accounts that a registered person holds on average: shares .70/.16/.08/.06 of one to four (scenarios/data/README.md).
inline constexpr double accounts_per_person = 1.5;

/// Share of the time online that is paid work where demand and supply are as the tables say (model rules, section 3).
inline constexpr double paid_share_of_time_online = 0.75;

/// Activity status of a micro-worker outside micro-work, in the order of the table's columns.
enum class ActivityStatus : std::uint8_t { employed, student, unemployed, home_or_care, unable_health, count };

/// What English is in a country.
enum class EnglishStatus : std::uint8_t { native, official, foreign };

struct CountryData {
    std::string iso2, name, region;
    std::uint64_t key = 0;         ///< structural: made of the two letters, whatever the order of the table
    double utc_offset_h = 0;       ///< mean over its zones, standard time
    double zone_span_h = 0;        ///< 0 = one zone
    double wage_proxy = 0;         ///< USD per hour
    double minimum_wage = 0;       ///< statutory, USD per hour; 0 = none
    double outages_per_year = 0;   ///< power cuts
    double outage_hours_year = 0;  ///< hours without power
    double limiting_condition = 0;
    double women = 0, degree = 0, caregiver_women = 0, caregiver_men = 0;
    std::array<double, 4> age{};         ///< 18-24, 25-34, 35-44, 45 and over
    std::array<double, 5> status{};      ///< by ActivityStatus
    std::array<double, 3> connection{};  ///< stable, intermittent, poor
    double mobile_only = 0;              ///< share of people who work on a phone alone
    EnglishStatus english = EnglishStatus::foreign;
    double english_score = 0;  ///< EF English Proficiency Index; 0 = not known
    double buyer_share = 0;    ///< share of posted projects, for the home of requesters
    double accounts = 0;       ///< registered accounts on all platforms of the run
};

/// How pay reaches a person: what a platform offers in a country.
struct PayoutRail {
    Money threshold;        ///< least balance that is paid out
    Money fee;              ///< taken from each payout
    double fee_share = 0;   ///< and this share of it
    Seconds time;           ///< the worker spends on each payout
    Seconds interval;       ///< between pay days; zero: paid out at once
    bool in_table = false;  ///< false: no row; the platform's own threshold holds
};

struct PlatformData {
    std::string id, name;
    std::uint64_t key = 0;
    std::uint32_t owner_country = 0;
    double commission = 0;  ///< share on top of the reward
    Money minimum_fee;      ///< least commission per assignment
    Money payout_threshold;
    std::vector<PayoutRail> rails;    ///< by country
    double surcharge = 0;             ///< further share on top of the reward when an item has many assignments
    std::int64_t surcharge_from = 0;  ///< so many; 0 = no surcharge
    bool masters = false;             ///< names some of its workers Masters
    double masters_fee = 0;           ///< further share on top of the reward of work for Masters
    bool managed = false;             ///< has checkers and levels of its own
    Seconds auto_approval;            ///< zero: reviewed at once
    double approval_threshold = 0;
    std::int64_t requesters = 0;
    double log_pay_shift = 0;  ///< mean log of the target pay of its requesters relative to that of all
    bool strikes = false;      ///< counts lost connections against its workers
    bool english = true;       ///< its tasks are in English; otherwise in the languages of its workers
    double hours_multiplier = 1;
    bool qualification_tests = false;       ///< unpaid tests come before the first task
    std::vector<double> accounts;           ///< by country
    std::vector<std::uint8_t> signup_open;  ///< by country
    std::vector<double> task_share;         ///< by task type, share of paid hours
    double harm = 0;                        ///< exposure to harmful content by an hour of its work, in hours
};

/// What a task is for: preparing data for AI, verifying what AI did, doing what AI is believed to do, or something else.
enum class TaskFamily : std::uint8_t { prepare_ai, verify_ai, impersonate_ai, other, count };
inline constexpr std::size_t task_families = static_cast<std::size_t>(TaskFamily::count);
/// Their names in the table of task types, in this order.
std::vector<std::string> task_family_ids();

struct TaskTypeData {
    std::string id, name;
    TaskFamily family = TaskFamily::other;
    double reward = 0;   ///< USD, typical
    double seconds = 0;  ///< per assignment, typical
    int redundancy = 1;  ///< answers wanted per item
    double items_median = 0, items_log_sd = 0;
    int per_worker_cap = 0;  ///< assignments one worker may do of a batch; 0 = no cap
    double instruction_s = 0;
    double difficulty = 0;
    double misleading = 0;  ///< share of items on which the usual answer is wrong
    int language_need = 0;  ///< command of the platform's language that it asks for, 0 to 3
    double harm = 0;        ///< exposure to harmful content by an hour of it, in hours
    bool needs_computer = false;
    bool media = false;         ///< moves images, sound or video: slow on a poor connection
    double mean_hours() const;  ///< expected paid hours of a batch
};

/// What of a task type bars some people, as bits: 0 a computer, n (1 to 3) that command of the platform's language.
inline constexpr std::uint8_t asks_computer = 1;
inline std::uint8_t asks_of(const TaskTypeData& type) {
    return static_cast<std::uint8_t>((type.needs_computer ? asks_computer : 0) |
                                     (type.language_need > 0 ? 1 << type.language_need : 0));
}

/// Weights of the 168 hours of a week (Monday 00:00 local first), mean 1, and their running sum in hours.
struct Rhythm {
    std::array<double, 168> weight{};
    std::array<double, 169> cumulative{};
    double highest = 0;

    static Rhythm of(const std::array<double, 24>& by_hour, const std::array<double, 7>& by_weekday);
    double at(std::int32_t local_second_of_week) const { return weight[static_cast<std::size_t>(local_second_of_week / 3600)]; }
    /// Seconds after `from` (local second of the week) until the running sum has grown by `hours`.
    double advance(double from, double hours) const;
};

/// Countries that scenarios may name together, such as the European Union.
struct CountryGroup {
    std::string name;
    CountrySet members{};
};

/// A published figure, to show beside a simulated one.
struct PublishedFigure {
    std::string id, definition, statistic, unit, source, evidence, instrument;
    double value = 0, low = 0, high = 0;
};

/// Which tables are read. Paths are relative to the file that names them.
struct DataFiles : sim::ParamGroup {
    DataFiles() : ParamGroup("data") {}
    using Path = std::filesystem::path;
    Param<Path> countries{this, "countries", Path("countries.csv"), "countries: wages, outages, zones, buyers", "project table"};
    Param<Path> country_groups{this, "country_groups", Path("country_groups.csv"), "groups of countries that policies may name",
                               "project table"};
    Param<Path> demographics{this, "demographics", Path("demographics.csv"), "micro-workers of each country", "project table"};
    Param<Path> platforms{this, "platforms", Path("platforms.csv"), "platforms: fees, thresholds, requesters", "project table"};
    Param<Path> platform_country{this, "platform_country", Path("platform_country.csv"), "accounts by platform and country",
                                 "project table"};
    Param<Path> platform_task{this, "platform_task", Path("platform_task.csv"), "task types by platform, shares of paid hours",
                              "project table"};
    Param<Path> task_types{this, "task_types", Path("task_types.csv"), "task types: reward, seconds, redundancy", "project table"};
    Param<Path> time_use{this, "time_use", Path("time_use.csv"), "rhythms of workers and requesters", "project table"};
    Param<Path> targets{this, "targets", Path("targets.csv"), "published figures to compare with", "project table"};
    Param<Path> payment_rails{this, "payment_rails", Path("payment_rails.csv"), "thresholds, fees and time of payouts by country",
                              "project table"};
    Param<Path> commission_schedules{this, "commission_schedules", Path("commission_schedules.csv"),
                                     "surcharges on the commission of platforms", "project table"};
    Param<Path> survey_designs{this, "survey_designs", Path("survey_designs.csv"), "designs of published studies", "project table"};
    Param<Path> exchange_rates{this, "exchange_rates", Path("exchange_rates.csv"), "dollars per unit of other currencies by year",
                               "project table"};
};

struct World {
    std::vector<CountryData> countries;
    std::vector<CountryGroup> groups;
    std::vector<PlatformData> platforms;
    std::vector<TaskTypeData> task_types;
    Rhythm worker_general, worker_side_job, worker_us_aligned, requester;
    std::vector<PublishedFigure> figures;
    std::vector<SurveyDesign> surveys;  ///< designs of published studies

    /// Index of a country by its two letters, -1 when it is not in the table.
    int country(std::string_view iso2) const;
    int platform(std::string_view id) const;
    int task_type(std::string_view id) const;
    std::vector<std::string> country_codes() const;
    std::vector<std::string> platform_ids() const;
    std::vector<std::string> regions() const;  ///< sorted, each once
    /// The countries that a word stands for: two letters, a group of the table, or a region. None for an unknown word.
    CountrySet countries_of(std::string_view word) const;
    /// Every word that stands for countries.
    std::vector<std::string> country_words() const;
};

/// Registered people of a country at the start, times the share kept.
inline std::int64_t registered_people(const CountryData& country, double share) {
    return static_cast<std::int64_t>(country.accounts / accounts_per_person * share + 0.5);
}

/// Reads all tables; every fault is a problem with file, line and column.
World load_world(const DataFiles& files, sim::Problems& problems);

}  // namespace microwork
