// The page as a whole: one HTML file that needs nothing else.
#pragma once

#include <string>

#include "analysis/report/material.hpp"

namespace analysis::report {

/// The page of some results. Equal results and an equal command give an equal page.
std::string page(const Material& material);

}  // namespace analysis::report
