// From a scenario's file to a model that is ready to be founded.
#pragma once

#include <memory>

#include "cli/commands.hpp"
#include "models/microwork/microwork.hpp"
#include "sim/scenario.hpp"

namespace cli {

struct Loaded {
    sim::Scenario scenario;
    std::unique_ptr<microwork::MicroworkModel> model;
};

/// Reads, binds and checks. Throws `sim::InputError` with everything that is wrong.
Loaded load(const ScenarioOptions& options);

/// The folder of the tables that come with the program: beside the scenario, beside the program, or in the source tree.
std::filesystem::path data_folder(const std::filesystem::path& scenario);

/// Versions of the libraries that only the engine names.
std::vector<std::pair<std::string, std::string>> engine_libraries();

}  // namespace cli
