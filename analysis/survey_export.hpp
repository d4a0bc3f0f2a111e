// The answers of a survey as a file for statisticians: one line a respondent, words for codes, and a codebook.
#pragma once

#include <string>

#include "analysis/survey_tables.hpp"

namespace analysis {

/// CSV (RFC 4180) with a header: numbers read back as the same ones, codes as their words, what is missing as an empty field.
std::string microdata_csv(const ResultFile& file, const SurveyHead& head);

/// Markdown: each variable with meaning, unit, values and how many are missing.
std::string codebook(const ResultFile& file, const SurveyHead& head);

}  // namespace analysis
