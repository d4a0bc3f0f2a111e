// Texts that are embedded when the program is built (embed.cmake).
#pragma once

#include <string_view>

namespace analysis::report {

extern const std::string_view page_template;  ///< page.html
extern const std::string_view style_sheet;    ///< style.css
extern const std::string_view chart_scripts;  ///< our own *.js, in the order of their dependence
extern const std::string_view d3_scripts;     ///< the parts of D3 that they use, with their notices

}  // namespace analysis::report
