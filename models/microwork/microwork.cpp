#include "models/microwork/microwork.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/microwork/audit.hpp"
#include "models/microwork/population.hpp"
#include "models/microwork/tick.hpp"

namespace microwork {

MicroworkModel::MicroworkModel() {
    order_of_the_tick(schedule_, run.rounds);
    groups_ = {&run,
               &population,
               &output,
               &data,
               &market_.get<Activity>().params,
               &market_.get<People>().params,
               &market_.get<People>().health.params,
               &market_.get<People>().harm.params,
               &market_.get<People>().fatigue.params,
               &market_.get<People>().care.params,
               &market_.get<People>().skills.params,
               &market_.get<Demand>().params,
               &market_.get<Connectivity>().params,
               &market_.get<Vigilance>().params,
               &market_.get<TargetIncome>().params,
               &market_.get<Learning>().params,
               &market_.get<Turnover>().params,
               &market_.get<BorrowedAccounts>().params,
               &market_.get<Shocks>().params,
               &market_.get<Forum>().params,
               &market_.get<Reputation>().params,
               &market_.get<Payment>().params,
               &market_.get<Tracing>().params,
               &market_.get<Surveys>().params};
    for (auto& family : market_.get<Outlook>().family)
        groups_.push_back(&family);
    groups_.insert(groups_.end(), schedule_.param_groups().begin(), schedule_.param_groups().end());
}

void MicroworkModel::load(const sim::Scenario& scenario, const std::filesystem::path& data_folder, sim::Problems& problems) {
    sim::BindOptions options{data_folder, {}, {"policy", "shock"}};
    // The year and the table of exchange rates come from the scenario itself, so it is bound twice: the first time for these two.
    sim::Problems first;
    sim::bind_params(scenario, groups_, options, first);
    const std::chrono::year_month_day start{run.start()};
    options.rates = sim::ExchangeRates::load(data.exchange_rates(), static_cast<int>(start.year()), problems);
    sim::bind_params(scenario, groups_, options, problems);

    // Everything that is wrong is shown at once: what does not depend on a broken table is checked all the same.
    sim::Problems in_tables;
    market_.get<World>() = load_world(data, in_tables);
    for (const auto& p : in_tables.list())
        problems.add(p);
    if (!in_tables.empty())
        return;
    check(problems);
    const World& world = market_.get<World>();
    market_.get<Tracing>().prepare(world, static_cast<std::int32_t>(run.burn_in().value / run.tick().value), problems);
    market_.get<Surveys>().prepare(world, population.scale(), problems);
    market_.get<PostedSurveys>().prepare(market_.get<Surveys>(), world, Instant{static_cast<std::int32_t>(run.burn_in().value)},
                                         run.length(), problems);
    market_.get<Policies>().read(scenario, options, world, clock(), run.start(), problems);
    market_.get<Shocks>().read(scenario, options, world, clock(), run.start(), problems);
    if (!problems.empty())
        return;
    market_.get<Scale>().share = population.scale();
    market_.get<MeasuredSpan>().first_tick = static_cast<std::int32_t>(run.burn_in().value / run.tick().value);
    market_.get<Rules>() = Rules::neutral(world.platforms.size());
    market_.get<Conditions>() = market_.get<Shocks>().conditions(world, clock(), 0);
    market_.get<BorrowedAccounts>().prepare(world);
    market_.get<Boards>().prepare(world.platforms.size());
    market_.get<Tills>().prepare(world.countries.size(), world.platforms.size());
    market_.get<Wakeups>().due.emplace(clock());
    market_.get<Activity>().prepare(world);
    market_.get<Activity>().expect_log_ins(market_.get<Shocks>().most_log_ins(world));
    market_.get<People>().prepare(world, market_.get<Activity>());
    market_.get<Demand>().prepare(world, market_.get<Activity>());
    const auto days = static_cast<std::size_t>((run.burn_in() + run.length()).value / sim::seconds_per_day);
    market_.get<sim::Recorder>().span(days);
    observe(schedule_, market_, static_cast<std::size_t>(clock().ticks_per_day()));
}

void MicroworkModel::check(sim::Problems& problems) {
    const World& world = market_.get<World>();
    const auto complain = [&](const sim::ParamBase& param, std::string what, std::string why, std::string hint) {
        problems.add({param.where(), std::move(what), std::move(why), std::move(hint)});
    };
    if (3600 % run.tick().value != 0)
        complain(run.tick, "run.tick: " + sim::format_duration(run.tick()) + " does not divide an hour",
                 "local hours and days begin with a tick", "write run.tick = \"15min\"");
    for (const auto* span : {&run.burn_in, &run.length})
        if ((*span)().value % sim::seconds_per_day != 0)
            complain(*span, span->path() + ": " + sim::format_duration((*span)()) + " is not a whole number of days",
                     "series are recorded by day", "");
    if (run.length().value == 0)
        complain(run.length, "run.length: the run ends before it starts", "no day is measured", "write run.length = \"13w\"");
    if ((run.burn_in() + run.length()).value > 60 * 366 * sim::seconds_per_day)
        complain(run.length, "run.length: burn-in and measured time exceed 60 years", "time is counted in 32-bit seconds", "");
    std::int64_t people = 0, requesters = 0;
    for (const auto& c : world.countries)
        people += registered_people(c, population.scale());
    for (const auto& p : world.platforms)
        requesters += p.requesters;
    if (people == 0)
        complain(population.scale, fmt::format("population.scale: no worker is left at {}", population.scale.value_text()),
                 "the tables hold too few accounts", "write a larger population.scale");
    if (people > 2'000'000'000)
        complain(population.scale, fmt::format("population.scale: {} people at {}", people, population.scale.value_text()),
                 "rows are counted in 32 bits", "write a smaller population.scale");
    if (requesters >= no_requester)
        complain(data.platforms, fmt::format("{} requesters in all", requesters),
                 "a worker's memory of requesters is kept in 16 bits", "at most 65,534");
    for (const auto& code : output.countries())
        if (world.country(code) < 0)
            complain(output.countries, "output.countries: country \"" + code + "\" is not in the table of countries", "",
                     sim::did_you_mean(code, world.country_codes()));
    const double two = market_.get<People>().params.second_account() + market_.get<People>().params.third_account() +
                       market_.get<People>().params.fourth_account();
    if (two > 1)
        complain(market_.get<People>().params.second_account,
                 "people: shares of two, three and four accounts add up to more than 1", "", "");
}

void MicroworkModel::found(const sim::Randomness& randomness, const sim::Parallel& parallel) {
    populate(randomness, clock(), parallel, market_);
    market_.get<Tracing>().choose(randomness, market_.get<World>(), market_.get<Activity>(), market_.get<Workers>(),
                                  market_.get<Traced>());
    market_.get<Tracing>().index(market_.get<Traced>(), market_.get<TracedAccounts>());
}

sim::Clock MicroworkModel::clock() const {
    return sim::Clock(run.start() - std::chrono::days(run.burn_in().value / sim::seconds_per_day), run.tick());
}

std::int32_t MicroworkModel::end_tick() const {
    return static_cast<std::int32_t>((run.burn_in() + run.length()).value / run.tick().value);
}

std::int32_t MicroworkModel::hash_every() const {
    return static_cast<std::int32_t>(std::max<std::int64_t>(1, run.hash_every().value / run.tick().value));
}

void MicroworkModel::run_tick(const sim::Step& step) {
    if (run.hash_phases() && !schedule_.after_phase) {
        auto list = tables();
        schedule_.after_phase = [this, list, phase = std::uint16_t{0}, last = -1](const sim::Step& at, std::string_view) mutable {
            phase = at.tick == last ? static_cast<std::uint16_t>(phase + 1) : std::uint16_t{1};
            last = at.tick;
            for (std::size_t t = 0; t < list.size(); ++t)
                hashes_.add(*list[t], at.parallel, static_cast<std::uint8_t>(t), at.tick, phase);
        };
    }
    schedule_.run(step);
}

void MicroworkModel::audit(const sim::Step& step, sim::AuditDepth depth) const { audit_market(step, market_, depth); }

std::vector<sim::TableBase*> MicroworkModel::tables() {
    auto list = market_.tables();
    list.push_back(&hashes_);
    return list;
}

std::vector<std::size_t> MicroworkModel::busy_tables() const {
    std::vector<std::size_t> busy;
    auto list = const_cast<Market&>(market_).tables();
    for (std::size_t t = 0; t < list.size(); ++t)
        if (list[t]->name() == "sessions" || list[t]->name() == "batches")
            busy.push_back(t);
    return busy;
}

void MicroworkModel::restored(std::int32_t tick) {
    const std::int32_t week = clock().ticks_per_week();
    make_calendars(tick / week * week, market_.get<Workers>(), market_.get<Requesters>(), market_.get<Batches>(),
                   market_.get<Submissions>(), market_.get<Wakeups>());
    market_.get<Boards>().rebuild(market_.get<Batches>());
    market_.get<PostedSurveys>().index(market_.get<SurveyAnswers>());
    market_.get<Tracing>().index(market_.get<Traced>(), market_.get<TracedAccounts>());
    market_.get<Rules>() = market_.get<Policies>().rules(market_.get<World>(), tick - 1);
    market_.get<Conditions>() = market_.get<Shocks>().conditions(market_.get<World>(), clock(), tick - 1);
}

std::vector<std::filesystem::path> MicroworkModel::inputs() const {
    return {data.countries(),     data.country_groups(),       data.demographics(),  data.platforms(), data.platform_country(),
            data.platform_task(), data.task_types(),           data.time_use(),      data.targets(),   data.exchange_rates(),
            data.payment_rails(), data.commission_schedules(), data.survey_designs()};
}

std::vector<std::uint8_t> MicroworkModel::output_countries() const {
    const World& world = market_.get<World>();
    std::vector<std::uint8_t> keep(world.countries.size(), output.countries().empty());
    for (const auto& code : output.countries())
        if (const int c = world.country(code); c >= 0)
            keep[static_cast<std::size_t>(c)] = 1;
    return keep;
}

}  // namespace microwork
