// The studies of a run in words.
#pragma once

#include <string>
#include <vector>

#include "models/microwork/surveys/designs.hpp"

namespace microwork {

/// One sentence for each study that is on.
std::vector<std::string> survey_sentences(const Surveys& surveys, const World& world);

}  // namespace microwork
