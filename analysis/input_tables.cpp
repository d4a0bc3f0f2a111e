#include "analysis/input_tables.hpp"

#include <algorithm>

namespace analysis {

using namespace microwork;

namespace {

struct CountryRow {
    std::uint8_t code, name, region;
    std::int64_t registered;
    double accounts, minimum_wage, mean_wage, outage_hours, outages;
};

struct PlatformRow {
    std::uint8_t id, name, managed;
    double accounts, commission, minimum_fee, payout_threshold, review_days;
    std::int64_t requesters, pool;
};

sim::Field with_unit(sim::Field field, const char* unit) { return field.unit = unit, field; }

void write_countries(sim::ResultWriter& writer, const Market& m) {
    const World& world = m.get<World>();
    const auto regions = world.regions();
    std::vector<CountryRow> rows(world.countries.size());
    std::vector<std::string> names;
    for (std::size_t c = 0; c < rows.size(); ++c) {
        const CountryData& d = world.countries[c];
        rows[c].code = rows[c].name = static_cast<std::uint8_t>(c);
        rows[c].region = static_cast<std::uint8_t>(std::lower_bound(regions.begin(), regions.end(), d.region) - regions.begin());
        rows[c].accounts = d.accounts * m.get<Scale>().share;
        rows[c].minimum_wage = d.minimum_wage, rows[c].mean_wage = d.wage_proxy;
        rows[c].outage_hours = d.outage_hours_year, rows[c].outages = d.outages_per_year;
        names.push_back(d.name);
    }
    const auto& workers = m.get<Workers>();
    for (std::size_t r = 0; r < workers.rows(); ++r)
        ++rows[workers.country[WorkerId{r}]].registered;
    const std::vector<sim::Field> fields{
        sim::field("code", &CountryRow::code, "country, ISO 3166-1 alpha-2", world.country_codes()),
        sim::field("name", &CountryRow::name, "its name", names),
        sim::field("region", &CountryRow::region, "ILO region", regions),
        with_unit(sim::field("registered", &CountryRow::registered, "people registered when the run ended"), "people"),
        with_unit(sim::field("accounts", &CountryRow::accounts, "accounts on the registers of all platforms, from the tables"),
                  "accounts"),
        with_unit(sim::field("minimum_wage", &CountryRow::minimum_wage, "statutory minimum wage; 0 = none"), "USD/h"),
        with_unit(sim::field("mean_wage", &CountryRow::mean_wage, "mean wage, a proxy from production per head"), "USD/h"),
        with_unit(sim::field("outages", &CountryRow::outages, "power cuts in a year"), "1/year"),
        with_unit(sim::field("outage_hours", &CountryRow::outage_hours, "hours without power in a year"), "h/year")};
    writer.table("/countries", fields, rows, {"", "countries of the run, a row for each entry of /axes/country", "", {"country"}});
}

void write_platforms(sim::ResultWriter& writer, const Market& m) {
    const World& world = m.get<World>();
    const auto pool = pools(world.platforms.size(), m.get<Accounts>(), m.get<CarriedWork>());
    std::vector<PlatformRow> rows(world.platforms.size());
    std::vector<std::string> names;
    for (std::size_t p = 0; p < rows.size(); ++p) {
        const PlatformData& d = world.platforms[p];
        rows[p].id = rows[p].name = static_cast<std::uint8_t>(p);
        rows[p].managed = d.managed;
        for (const double accounts : d.accounts)
            rows[p].accounts += accounts * m.get<Scale>().share;
        rows[p].commission = d.commission, rows[p].minimum_fee = sim::in_dollars(d.minimum_fee);
        rows[p].payout_threshold = sim::in_dollars(d.payout_threshold);
        rows[p].review_days = static_cast<double>(d.auto_approval.value) / sim::seconds_per_day;
        rows[p].requesters = d.requesters;
        rows[p].pool = pool[p];
        names.push_back(d.name);
    }
    const std::vector<sim::Field> fields{
        sim::field("id", &PlatformRow::id, "platform, as scenarios name it", world.platform_ids()),
        sim::field("name", &PlatformRow::name, "its name", names),
        sim::field("managed", &PlatformRow::managed, "has checkers and levels of its own", {"no", "yes"}),
        with_unit(sim::field("accounts", &PlatformRow::accounts, "accounts on its register, from the tables"), "accounts"),
        with_unit(sim::field("commission", &PlatformRow::commission, "commission on top of the reward"), "share"),
        with_unit(sim::field("minimum_fee", &PlatformRow::minimum_fee, "least commission for an assignment"), "USD"),
        with_unit(sim::field("payout_threshold", &PlatformRow::payout_threshold, "least balance that is paid out"), "USD"),
        with_unit(sim::field("review_days", &PlatformRow::review_days, "work is approved by itself after so long"), "d"),
        with_unit(sim::field("requesters", &PlatformRow::requesters, "requesters"), "requesters"),
        with_unit(sim::field("pool", &PlatformRow::pool, "accounts with a task handed in within the measured span"), "accounts")};
    writer.table("/platforms", fields, rows,
                 {"", "platforms of the run, a row for each entry of /axes/platform", "", {"platform"}});
}

}  // namespace

void write_input_tables(sim::ResultWriter& writer, const MicroworkModel& model) {
    write_countries(writer, model.market());
    write_platforms(writer, model.market());
}

}  // namespace analysis
