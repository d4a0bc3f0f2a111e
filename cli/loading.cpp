#include "cli/loading.hpp"

#include "sim/parallel.hpp"

namespace cli {

namespace fs = std::filesystem;

fs::path data_folder(const fs::path& scenario) {
    std::error_code ignored;
    const fs::path program = fs::canonical("/proc/self/exe", ignored);
    const fs::path prefix = program.parent_path().parent_path();
    // build/<preset>/bin/microwork lies three levels below the source tree; bin/microwork one level below the prefix.
    for (const fs::path& candidate :
         {fs::absolute(scenario, ignored).parent_path() / "data", prefix / "share" / "microwork" / "scenarios" / "data",
          prefix.parent_path().parent_path() / "scenarios" / "data"})
        if (fs::is_regular_file(candidate / "countries.csv", ignored))
            return candidate;
    return fs::absolute(scenario, ignored).parent_path() / "data";
}

std::vector<std::pair<std::string, std::string>> engine_libraries() { return {sim::Parallel::library(), sim::toml_library()}; }

Loaded load(const ScenarioOptions& options) {
    Loaded loaded;
    sim::Problems problems;
    fs::path file = options.scenario;
    std::error_code ignored;
    if (!fs::exists(file, ignored) && file.is_relative()) {
        // A scenario that comes with the program can be named without its folder.
        const fs::path shipped = data_folder({}).parent_path().parent_path() / file;
        if (fs::exists(shipped, ignored))
            file = shipped;
    }
    loaded.scenario = sim::Scenario::load(file, options.overrides, problems);
    problems.raise();
    loaded.model = std::make_unique<microwork::MicroworkModel>();
    loaded.model->load(loaded.scenario, data_folder(file), problems);
    problems.raise();
    return loaded;
}

}  // namespace cli
