#include "models/microwork/shocks.hpp"

#include <algorithm>
#include <limits>

#include "models/microwork/shock_kinds.hpp"

namespace microwork {

namespace {

constexpr sim::Purpose dark_people{"shocks.blackout"};
constexpr sim::Purpose requesters_gone{"shocks.requester_exit"};

/// A kind writes conditions and nothing else: its call operator is `void (const World&, Conditions&) const`.
template <class K>
concept ShockKind = std::is_same_v<decltype(&K::operator()), void (K::*)(const World&, Conditions&) const>;

struct ShockPeriod : sim::ParamGroup {
    explicit ShockPeriod(sim::Date from)
        : ParamGroup("shock"), start{this, "start", from, {earliest, latest}, "first day", "set by the scenario"} {}
    static constexpr sim::Date earliest{std::chrono::year{1990} / 1 / 1}, latest{std::chrono::year{2200} / 1 / 1};
    Param<sim::Date> start;
    Param<sim::Date> end{this, "end", latest, {earliest, latest}, "first day on which it no longer holds", "set by the scenario"};
};

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    each_shock_kind([&]<ShockKind K>() { names.emplace_back(K::name); });
    return names;
}

std::int32_t tick_of(sim::Date date, const sim::Clock& clock) {
    const std::int64_t tick = std::int64_t{(date - clock.origin()).count()} * clock.ticks_per_day();
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(tick, 0, std::numeric_limits<std::int32_t>::max()));
}

void check_known(const std::vector<std::string>& ids, const std::vector<std::string>& all, const std::string& what,
                 const std::string& table, const sim::Location& where, sim::Problems& problems) {
    for (const auto& id : ids)
        if (std::find(all.begin(), all.end(), id) == all.end())
            problems.add({where, what + " \"" + id + "\" is not in the table of " + table, "", sim::did_you_mean(id, all)});
}

template <class P>
void check_places(const P& params, const World& world, const sim::Location& where, sim::Problems& problems) {
    if constexpr (requires { params.countries(); })
        check_known(params.countries(), world.country_codes(), "country", "countries", where, problems);
    if constexpr (requires { params.platforms(); })
        check_known(params.platforms(), world.platform_ids(), "platform", "platforms", where, problems);
}

void check_period(const ShockPeriod& period, sim::Date measured_from, const sim::Location& where, sim::Problems& problems) {
    if (period.start() < measured_from)
        problems.add({where,
                      "the shock begins on " + sim::date_text(period.start()) + ", before the first measured day " +
                          sim::date_text(measured_from),
                      "the burn-in must be without shocks", ""});
    if (period.end() <= period.start())
        problems.add({where, "the shock ends on " + sim::date_text(period.end()) + ", before it begins", "", ""});
}

template <class K>
std::string sentence_of(const K& shock, const ShockPeriod& period) {
    std::string text = std::string(K::name) + " from " + sim::date_text(period.start()) +
                       (period.end() == ShockPeriod::latest ? "" : " to " + sim::date_text(period.end())) + ": " + K::meaning;
    for (const auto* p : shock.params.params())
        text += "; " + p->name() + " = " + p->value_text();
    return text;
}

/// The paths of a table's entries but for the two dates.
std::vector<std::string> without_dates(const sim::ScenarioTable& table) {
    std::vector<std::string> list;
    for (const auto& entry : table.entries)
        if (entry.path != "start" && entry.path != "end")
            list.push_back(entry.path);
    return list;
}

}  // namespace

double Shocks::Params::of(unsigned month) const {
    const std::array all{&january, &february, &march,     &april,   &may,      &june,
                         &july,    &august,   &september, &october, &november, &december};
    return (*all[month - 1])();
}

void Shocks::read(const sim::Scenario& scenario, const sim::BindOptions& options, const World& world, const sim::Clock& clock,
                  sim::Date measured_from, sim::Problems& problems) {
    for (const auto& table : scenario.tables("shock")) {
        const sim::Entry* kind = table.find("kind");
        const auto* word = kind == nullptr ? nullptr : std::get_if<std::string>(&kind->value.data);
        if (word == nullptr) {
            problems.add({table.where, "a [[shock]] needs a kind", "", "kind = \"" + kind_names().front() + "\""});
            continue;
        }
        bool found = false;
        each_shock_kind([&]<ShockKind K>() {
            if (*word != K::name)
                return;
            found = true;
            auto shock = std::make_shared<K>();
            ShockPeriod period(measured_from);
            // Unknown keys are complained about once, by the kind; its period knows them all.
            sim::bind_table(table, shock->params, {"kind", "start", "end"}, options, problems);
            sim::bind_table(table, period, without_dates(table), options, problems);
            check_places(shock->params, world, table.where, problems);
            check_period(period, measured_from, table.where, problems);
            entries_.push_back({sentence_of(*shock, period), tick_of(period.start(), clock), tick_of(period.end(), clock),
                                [shock](const World& w, Conditions& c) { (*shock)(w, c); }});
        });
        if (!found)
            problems.add(
                {kind->value.where, "unknown kind of shock \"" + *word + "\"", "", sim::did_you_mean(*word, kind_names())});
    }
}

bool Shocks::changes_at(std::int32_t tick) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& e) { return e.first_tick == tick || e.end_tick == tick; });
}

Conditions Shocks::conditions(const World& world, const sim::Clock& clock, std::int32_t tick) const {
    Conditions c = Conditions::neutral(world);
    const double season = params.of(static_cast<unsigned>(std::chrono::year_month_day{clock.date(tick)}.month()));
    for (double& factor : c.log_ins)
        factor = season;
    for (double& factor : c.entry)
        factor = season;
    for (const Entry& e : entries_)
        if (tick >= e.first_tick && tick < e.end_tick)
            e.apply(world, c);
    for (double& factor : c.log_ins)
        factor = std::min(factor, Conditions::most_log_ins);
    return c;
}

double Shocks::most_log_ins(const World& world) const {
    double most = 0;
    for (unsigned month = 1; month <= 12; ++month)
        most = std::max(most, params.of(month));
    for (const Entry& e : entries_) {
        Conditions alone = Conditions::neutral(world);
        e.apply(world, alone);
        most *= std::max(1.0, *std::max_element(alone.log_ins.begin(), alone.log_ins.end()));
    }
    return std::min(most, Conditions::most_log_ins);
}

std::vector<std::string> Shocks::sentences() const {
    std::vector<std::string> list;
    for (const Entry& e : entries_)
        list.push_back(e.sentence);
    return list;
}

bool is_dark(const sim::Randomness& randomness, const Conditions& conditions, std::uint64_t worker, std::size_t country) {
    return conditions.dark[country] > 0 && sim::pair_uniform(randomness.key(dark_people), worker, 0) < conditions.dark[country];
}

bool has_withdrawn(const sim::Randomness& randomness, const Conditions& conditions, std::uint64_t requester, std::size_t platform,
                   std::size_t home) {
    const double share = conditions.withdrawn[platform][home];
    return share > 0 && sim::pair_uniform(randomness.key(requesters_gone), requester, 0) < share;
}

std::vector<ShockInfo> shock_kinds() {
    std::vector<ShockInfo> list;
    each_shock_kind([&]<ShockKind K>() { list.push_back({K::name, K::meaning, std::make_shared<typename K::Params>()}); });
    return list;
}

}  // namespace microwork
