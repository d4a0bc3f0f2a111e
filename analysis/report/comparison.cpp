#include "analysis/report/sections.hpp"
namespace analysis::report {
std::vector<Section> comparison_sections(const Material&) { return {}; }
}
