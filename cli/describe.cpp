#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/loading.hpp"
#include "models/microwork/surveys/sentences.hpp"
#include "sim/provenance.hpp"

namespace cli {

namespace {

using namespace microwork;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& w : words)
        text += (text.empty() ? "" : ", ") + w;
    return text;
}

void print_span(const MicroworkModel& model) {
    const sim::Clock clock = model.clock();
    fmt::print("Time     burn-in from {}, measured from {} to {} (UTC), ticks of {}; seed {}, replicate {}\n",
               sim::date_text(clock.origin()), sim::date_text(model.run.start()), sim::date_text(clock.date(model.end_tick())),
               sim::format_duration(model.run.tick()), model.run.seed(), model.run.replicate());
}

/// What a run needs, from figures measured on the project's reference machine (docs/performance.md).
void print_needs(const MicroworkModel& model, std::int64_t people) {
    const Activity& activity = model.market().get<Activity>();
    const double weeks = static_cast<double>(model.end_tick()) / model.clock().ticks_per_week();
    const double hours = activity.expected_hours(1) * static_cast<double>(people);  // online hours a week
    const double lives = activity.share_active_within(weeks) * static_cast<double>(people);
    const double life_bytes = static_cast<double>(model.market().get<Lives>().row_bytes()) +
                              1.5 * static_cast<double>(model.market().get<Accounts>().row_bytes());
    const double bytes = static_cast<double>(people) * static_cast<double>(model.market().get<Workers>().row_bytes()) +
                         lives * life_bytes + hours * 30 + 150e6;
    constexpr double nanoseconds = 3300;  // per online worker and tick on one core
    const double seconds = hours * 3600 / static_cast<double>(model.run.tick().value) * weeks * nanoseconds * 1e-9;
    fmt::print("Needs    about {:.0f} MiB of memory (a checkpoint is somewhat smaller), about {} on one core\n", bytes / 1048576,
               seconds < 90 ? fmt::format("{:.0f} s", seconds) : fmt::format("{:.0f} min", seconds / 60));
}

void print_changes(const MicroworkModel& model) {
    fmt::print("Set      ");
    bool any = false;
    for (const auto* group : model.param_groups())
        for (const auto* p : group->params()) {
            if (!p->is_set() || group->section() == "data")
                continue;
            fmt::print("{}{} = {} (default {}; {})\n", any ? "         " : "", p->path(), p->value_text(), p->default_text(),
                       p->where().text());
            any = true;
        }
    if (!any)
        fmt::print("nothing: every parameter has its default\n");
}

}  // namespace

int describe(const ScenarioOptions& options) {
    const Loaded loaded = load(options);
    const MicroworkModel& model = *loaded.model;
    const World& world = model.market().get<World>();
    std::int64_t people = 0, requesters = 0;
    double accounts = 0, hours = 0;
    for (const auto& c : world.countries)
        people += registered_people(c, model.population.scale()), accounts += c.accounts;
    for (std::size_t p = 0; p < world.platforms.size(); ++p)
        requesters += world.platforms[p].requesters, hours += model.market().get<Demand>().weekly_hours(p);
    fmt::print("{}\n", loaded.scenario.title().empty() ? options.scenario.string() : loaded.scenario.title());
    if (!loaded.scenario.description().empty())
        fmt::print("{}\n", loaded.scenario.description());
    fmt::print("\n");
    std::vector<std::string> files;
    for (const auto& layer : loaded.scenario.layers())
        files.push_back(layer.path);
    fmt::print("Layers   {}\n", joined(files));
    print_span(model);
    fmt::print("People   {} registered in {} countries ({:.0f} accounts in the tables, scale {}), one agent each\n", people,
               world.countries.size(), accounts, model.population.scale.value_text());
    fmt::print("Work     {} requesters on {}; {:.0f} paid hours wanted a week\n", requesters, joined(world.platform_ids()),
               hours * model.population.scale());
    fmt::print("Output   {} of the people who log in{}\n", model.output.workers.value_text(),
               model.output.countries().empty() ? "" : ", countries " + joined(model.output.countries()));
    print_needs(model, people);
    print_changes(model);
    const auto sentences = model.market().get<Policies>().sentences();
    fmt::print("Policies {}\n", sentences.empty() ? "none" : "");
    for (const auto& s : sentences)
        fmt::print("         {}\n", s);
    const auto shocks = model.market().get<Shocks>().sentences();
    fmt::print("Shocks   {}\n", shocks.empty() ? "none" : "");
    for (const auto& s : shocks)
        fmt::print("         {}\n", s);
    const auto studies = survey_sentences(model.market().get<Surveys>(), world);
    fmt::print("Studies  {}\n", studies.empty() ? "none" : "");
    for (const auto& s : studies)
        fmt::print("         {}\n", s);
    fmt::print(
        "Sources  every value of `microwork params` names its source; tables and their evidence grades: "
        "scenarios/data/README.md\n");
    return success;
}

int check(const ScenarioOptions& options) {
    const Loaded loaded = load(options);
    fmt::print("{}: no problems\n", options.scenario.string());
    return success;
}

int version() {
    fmt::print("{}\n", sim::version_line(engine_libraries()));
    return success;
}

}  // namespace cli
