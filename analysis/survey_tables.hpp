// A survey of the simulated market as tables: what its respondents say, what is true of everybody, and the bias between the two.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/result_file.hpp"
#include "analysis/sample.hpp"
#include "analysis/statistics.hpp"

namespace analysis {

/// A survey that a result holds.
struct SurveyHead {
    std::string name, instrument, title;
    std::int64_t wanted = 0;  ///< answers wanted; 0 = no fixed number
    std::int64_t taken = 0;
    std::string path() const { return "/surveys/" + name; }
};

std::vector<SurveyHead> surveys_of(const ResultFile& file);
/// `InputError` when the survey was not switched on, with those that were and how to switch it on.
SurveyHead find_survey(const ResultFile& file, std::string_view name);

/// One statistic by the answers and by the census. What is not known is not a number.
struct BiasRow {
    std::string name, unit;
    double answers = 0;  ///< of the respondents, as they say it
    Interval interval = Interval::none();
    double census = 0;  ///< of everybody whom the instrument could have reached
    double truth = 0;   ///< of the respondents, as the ledgers have it

    double difference() const { return answers - census; }
    double ratio() const { return answers / census; }
    double selection() const { return truth - census; }  ///< the part of the difference that is due to who answers
    double recall() const { return answers - truth; }    ///< the part that is due to what they remember
};

/// A table of numbers; those that are not known are not a number.
struct SurveyTable {
    std::string title;
    std::vector<std::string> columns;
    struct Line {
        std::string label;
        std::vector<double> values;
    };
    std::vector<Line> lines;
};

struct SurveyTables {
    SurveyHead head;
    std::string file, title, from, to;
    std::string census;  ///< who is in the census, in words
    std::int64_t people = 0;
    std::vector<BiasRow> bias;
    std::vector<SurveyTable> tables;
    std::vector<std::string> notes;
};

SurveyTables tabulate(const ResultFile& file, const SurveyHead& head);

std::string survey_list(const std::vector<SurveyHead>& surveys, const std::string& file);
std::string survey_list_json(const std::vector<SurveyHead>& surveys, const std::string& file);
/// Tables of at most 100 columns.
std::string survey_text(const SurveyTables& survey);
std::string survey_json(const SurveyTables& survey);

}  // namespace analysis
