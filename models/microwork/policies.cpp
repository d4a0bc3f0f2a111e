#include "models/microwork/policies.hpp"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "models/microwork/instruments/commission_cap.hpp"
#include "models/microwork/instruments/minimum_reward.hpp"
#include "models/microwork/instruments/minimum_task_pay.hpp"

namespace microwork {

namespace {

/// An instrument writes rules and nothing else: its call operator is `void (const World&, Rules&) const`.
template <class I>
concept Instrument = std::is_same_v<decltype(&I::operator()), void (I::*)(const World&, Rules&) const>;

/// The catalogue: one line per instrument.
template <class Visitor>
void each_instrument(Visitor&& visit) {
    visit.template operator()<CommissionCap>();
    visit.template operator()<MinimumReward>();
    visit.template operator()<MinimumTaskPay>();
}

std::vector<std::string> instrument_names() {
    std::vector<std::string> names;
    each_instrument([&]<Instrument I>() { names.emplace_back(I::name); });
    return names;
}

struct Period : sim::ParamGroup {
    explicit Period(sim::Date from)
        : ParamGroup("policy"), start{this, "start", from, {earliest, latest}, "first day", "set by the scenario"} {}
    static constexpr sim::Date earliest{std::chrono::year{1990} / 1 / 1}, latest{std::chrono::year{2200} / 1 / 1};
    Param<sim::Date> start;
    Param<sim::Date> end{this, "end", latest, {earliest, latest}, "first day on which it no longer holds", "set by the scenario"};
};

std::int32_t tick_of(sim::Date date, const sim::Clock& clock) {
    const auto days = (date - clock.origin()).count();
    const std::int64_t tick = std::int64_t{days} * clock.ticks_per_day();
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(tick, 0, std::numeric_limits<std::int32_t>::max()));
}

void check_platforms(const std::vector<std::string>& ids, const World& world, const sim::Location& where, sim::Problems& problems) {
    for (const auto& id : ids)
        if (world.platform(id) < 0)
            problems.add({where, "platform \"" + id + "\" is not in the table of platforms", "",
                          sim::did_you_mean(id, world.platform_ids())});
}

/// Words that stand for countries: two letters, a group of countries, a region.
void check_countries(const sim::Param<std::vector<std::string>>& words, const World& world, sim::Problems& problems) {
    for (const auto& word : words())
        if (is_empty(world.countries_of(word)))
            problems.add({words.where(), words.name() + ": \"" + word + "\" is no country, group of countries or region", "",
                          sim::did_you_mean(word, world.country_words())});
}

}  // namespace

void Policies::read(const sim::Scenario& scenario, const sim::BindOptions& options, const World& world, const sim::Clock& clock,
                    sim::Date measured_from, sim::Problems& problems) {
    for (const auto& table : scenario.tables("policy")) {
        const sim::Entry* instrument = table.find("instrument");
        const auto* word = instrument == nullptr ? nullptr : std::get_if<std::string>(&instrument->value.data);
        if (word == nullptr) {
            problems.add({table.where, "a [[policy]] needs the name of an instrument", "",
                          "instrument = \"" + instrument_names().front() + "\""});
            continue;
        }
        bool found = false;
        each_instrument([&]<Instrument I>() {
            if (*word != I::name)
                return;
            found = true;
            auto policy = std::make_shared<I>();
            Period period(measured_from);
            const std::vector<std::string> both{"instrument", "start", "end"};
            // Unknown keys are complained about once, by the instrument; its period knows them all.
            std::vector<std::string> own_and_unknown;
            for (const auto& entry : table.entries)
                if (entry.path != "start" && entry.path != "end")
                    own_and_unknown.push_back(entry.path);
            sim::bind_table(table, policy->params, both, options, problems);
            sim::bind_table(table, period, own_and_unknown, options, problems);
            check_platforms(policy->params.platforms(), world, table.where, problems);
            if constexpr (requires { policy->params.workers_in; })
                check_countries(policy->params.workers_in, world, problems);
            if constexpr (requires { policy->check(table.where, problems); })
                policy->check(table.where, problems);
            if (period.start() < measured_from)
                problems.add({table.where,
                              "the policy begins on " + sim::date_text(period.start()) + ", before the first measured day " +
                                  sim::date_text(measured_from),
                              "the burn-in must be without policies", ""});
            if (period.end() <= period.start())
                problems.add({table.where, "the policy ends on " + sim::date_text(period.end()) + ", before it begins", "", ""});
            std::string sentence = std::string(I::name) + " from " + sim::date_text(period.start()) +
                                   (period.end() == Period::latest ? "" : " to " + sim::date_text(period.end())) + ": " +
                                   I::meaning;
            for (const auto* p : policy->params.params())
                sentence += "; " + p->name() + " = " + p->value_text();
            entries_.push_back({sentence, tick_of(period.start(), clock), tick_of(period.end(), clock),
                                [policy](const World& w, Rules& r) { (*policy)(w, r); }});
        });
        if (!found)
            problems.add({instrument->value.where, "unknown instrument \"" + *word + "\"", "",
                          sim::did_you_mean(*word, instrument_names())});
    }
}

bool Policies::changes_at(std::int32_t tick) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& e) { return e.first_tick == tick || e.end_tick == tick; });
}

Rules Policies::rules(const World& world, std::int32_t tick) const {
    Rules rules = Rules::neutral(world.platforms.size());
    for (const Entry& e : entries_)
        if (tick >= e.first_tick && tick < e.end_tick)
            e.apply(world, rules);
    return rules;
}

std::vector<std::string> Policies::sentences() const {
    std::vector<std::string> list;
    for (const Entry& e : entries_)
        list.push_back(e.sentence);
    return list;
}

std::vector<InstrumentInfo> instruments() {
    std::vector<InstrumentInfo> list;
    each_instrument([&]<Instrument I>() {
        list.push_back({I::name, I::meaning, {new typename I::Params(), [](sim::ParamGroup* g) {
                                                  delete static_cast<typename I::Params*>(g);
                                              }}});
    });
    return list;
}

}  // namespace microwork
