// Values of one result with the interval that sampling of people gives (95 %), in closed form: fast for a million of them.
#pragma once

#include <vector>

#include "analysis/statistics.hpp"

namespace analysis::report {

/// A value of one result, and its interval from the sampling of people (none where there is none).
struct Measured {
    double value = 0;
    Interval people = Interval::none();
};

/// Mean, with the interval of the central limit theorem.
Measured mean_of(const std::vector<double>& values);
/// Median of sorted values, with the interval between order statistics (David and Nagaraja 2003, section 7.1).
Measured median_of(const std::vector<double>& sorted);
/// A share, with Wilson's interval (1927).
Measured share_of(double part, double whole);
/// Ratio of two sums over people, with the interval of linearisation (Cochran 1977, section 6.4).
Measured ratio_of(const std::vector<double>& up, const std::vector<double>& down);

/// A value over replicates, with the interval that can be stated.
struct Estimate {
    double value = 0;
    Interval interval = Interval::none();
};

/// Mean over results; the interval over replicates when there are several, else that of the only one.
Estimate over(const std::vector<Measured>& results);

}  // namespace analysis::report
