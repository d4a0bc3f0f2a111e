// A progress bar on a terminal, a line at each tenth elsewhere. On stderr, so that results can be piped.
#pragma once

#include <string>

#include "sim/clock.hpp"
#include "sim/simulation.hpp"

namespace cli {

class ProgressBar {
  public:
    ProgressBar(const sim::Clock& clock, std::int32_t measured_from);
    void show(const sim::Progress& progress);
    void finish();

  private:
    sim::Clock clock_;
    std::int32_t measured_from_;
    bool terminal_;
    double last_shown_ = -1;
    int last_tenth_ = 0;
};

/// "1 min 05 s".
std::string duration_text(double seconds);

}  // namespace cli
