// The sections of the page, in its order.
#pragma once

#include "analysis/report/figure.hpp"
#include "analysis/report/material.hpp"

namespace analysis::report {

Section head_section(const Material& material);
Section scoreboard_section(const Material& material);
Section pay_section(const Material& material);
Section time_section(const Material& material);
Section place_section(const Material& material);
Section money_section(const Material& material);
Section lives_section(const Material& material);
Section survey_section(const Material& material);
/// One section for each other variant.
std::vector<Section> comparison_sections(const Material& material);
Section about_section(const Material& material);

}  // namespace analysis::report
