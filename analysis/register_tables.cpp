#include "analysis/register_tables.hpp"

namespace analysis {

using namespace microwork;

namespace {

struct RegisterRow {
    std::uint8_t platform, country;
    std::int64_t registrations;
};

struct PeopleRow {
    std::uint8_t country;
    std::int64_t registrations, people, ever_worked;
};

sim::Field with_unit(sim::Field field, const char* unit) { return field.unit = unit, field; }

}  // namespace

std::int64_t write_registers(sim::ResultWriter& writer, const std::string& group, const World& world, const Registers& registers) {
    std::vector<RegisterRow> accounts;
    std::vector<PeopleRow> people(world.countries.size());
    std::int64_t all = 0;
    for (std::size_t c = 0; c < people.size(); ++c)
        people[c] = {static_cast<std::uint8_t>(c), 0, registers.people[c], registers.ever_worked[c]};
    for (std::size_t p = 0; p < registers.accounts.size(); ++p)
        for (std::size_t c = 0; c < people.size(); ++c)
            if (const std::int64_t n = registers.accounts[p][c]; n > 0) {
                accounts.push_back({static_cast<std::uint8_t>(p), static_cast<std::uint8_t>(c), n});
                people[c].registrations += n, all += n;
            }
    const std::vector<sim::Field> of_accounts{
        sim::field("platform", &RegisterRow::platform, "the platform", world.platform_ids()),
        sim::field("country", &RegisterRow::country, "country on paper", world.country_codes()),
        with_unit(sim::field("registrations", &RegisterRow::registrations,
                             "accounts on the register, those banned, left or never used included"),
                  "accounts")};
    writer.table(group + "/answers", of_accounts, accounts,
                 {"", "registers of the platforms at the end, one row for each platform and country with an account", "", {}});
    const std::vector<sim::Field> of_people{
        sim::field("country", &PeopleRow::country, "country", world.country_codes()),
        with_unit(sim::field("registrations", &PeopleRow::registrations, "accounts on all registers, by country on paper"),
                  "accounts"),
        with_unit(sim::field("people", &PeopleRow::people, "people with an account, each once, by country of residence"), "people"),
        with_unit(sim::field("ever_worked", &PeopleRow::ever_worked, "of these, people who have ever handed in a task"), "people")};
    writer.table(group + "/people", of_people, people,
                 {"",
                  "registers of all platforms together, and the people behind them: who has not logged in since the run began has "
                  "the accounts and the past that the first log-in would find",
                  "",
                  {}});
    return all;
}

}  // namespace analysis
