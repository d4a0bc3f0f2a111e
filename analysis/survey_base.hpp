// Samples that one definition fits: the answers of a survey, everybody whom it could have reached, and what the ledgers say of the
// respondents, under the same names of columns.
#pragma once

#include <string>
#include <vector>

#include "analysis/result_file.hpp"
#include "analysis/sample.hpp"
#include "analysis/survey_tables.hpp"

namespace analysis {

struct SurveyBase {
    TableColumns answers;  ///< a row for each respondent (batch, country)
    TableColumns census;   ///< everybody; a column that is not there cannot be compared
    TableColumns truth;    ///< the respondents by their ledgers; columns that are remembered only
    std::string who;       ///< is in the census
};

SurveyBase base_of(const ResultFile& file, const SurveyHead& head);

/// Statistics of an instrument, from any of the three.
struct SurveyStatistic {
    std::string_view name, unit;
    std::vector<std::string_view> columns;  ///< that it reads
    double (*estimate)(const Rows& rows);
};
const std::vector<SurveyStatistic>& survey_statistics(std::string_view instrument);

/// Tables of the answers alone, and with the census beside them.
std::vector<SurveyTable> cross_tables(const ResultFile& file, const SurveyHead& head, const SurveyBase& base);

}  // namespace analysis
