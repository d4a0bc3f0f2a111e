// What a census of one result says: everybody in /workers, with the same measures for the world, regions and countries.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/measured.hpp"
#include "analysis/result_file.hpp"

namespace analysis::report {

/// Classes of time online in the order in which charts stack them, with the columns of /workers that each adds up.
struct TimeClass {
    const char* name;
    std::vector<const char*> columns;
};
const std::vector<TimeClass>& time_classes();

struct GroupCensus {
    std::string name;
    double registered = 0;  ///< people at the end of the run
    double online = 0;      ///< of these, online in the span, those without a row added in proportion
    double measured = 0;    ///< of these, with an hour online and a decided task: the base of pay
    double monthly = 0, weekly = 0;
    Measured pay_total_mean, pay_total_median, pay_paid_mean, pay_paid_median;  ///< USD per hour
    Measured unpaid_per_paid;                                                   ///< hours over hours
    Measured ever_rejected, rejected;                                           ///< shares of people, of decided assignments
    Measured women;                                                             ///< share of the measured
    std::vector<double> time;                                                   ///< seconds by class of `time_classes`
    double time_total() const;
};

struct Census {
    GroupCensus world;
    std::vector<GroupCensus> regions, countries;  ///< in the order of the result
    std::vector<double> unpaid_share;             ///< share of measured people by unpaid share of time, bins of 5 %
    double unpaid_share_median = 0;
};

Census take_census(const ResultFile& file);

/// Mean over results of what `of` reads from each census.
template <class Of>
Estimate over(const std::vector<Census>& results, const Of& of) {
    std::vector<Measured> values;
    for (const auto& c : results)
        values.push_back(of(c));
    return over(values);
}

}  // namespace analysis::report
