#include "analysis/report/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

std::string signed_text(double value, const std::string& unit) {
    const std::string text = in_unit(value, unit);
    return value > 0 && text != "–" ? "+" + text : text;
}

}  // namespace

std::string difference_text(const analysis::Estimate& e, const std::string& unit) {
    std::string text = signed_text(e.value, unit);
    if (e.interval.exists())
        text += fmt::format(" ({} to {})", signed_text(e.interval.low, unit), signed_text(e.interval.high, unit));
    return text;
}

Names names_of(const ResultFile& file) {
    Names names;
    const Codes code = file.codes("/countries", "code"), country = file.codes("/countries", "name");
    for (std::size_t k = 0; k < code.code.size(); ++k)
        names[code.name(k)] = country.name(k);
    const Codes id = file.codes("/platforms", "id"), platform = file.codes("/platforms", "name");
    for (std::size_t p = 0; p < id.code.size(); ++p)
        names[id.name(p)] = platform.name(p);
    return names;
}

std::string Compared::named(std::string member) const {
    if (const auto known = names.find(member); known != names.end())
        return known->second;
    std::replace(member.begin(), member.end(), '_', ' ');
    return member;
}

Table rows_table(const std::string& caption, const std::vector<ComparisonRow>& rows, const Compared& c, bool named) {
    Table t{caption, {"what", "unit", "difference", "base", "other"}, {}, 2};
    for (const auto& r : rows)
        t.rows.push_back({named ? c.named(r.member) + ", " + r.label : r.label,
                          r.unit == "1"       ? ""
                          : r.unit == "share" ? "share; difference in points"
                                              : r.unit,
                          difference_text(r.difference, r.unit), in_unit(r.base, r.unit), in_unit(r.other, r.unit)});
    return t;
}

std::string uncertainty(const VariantComparison& v) {
    return v.intervals()
               ? fmt::format(
                     "Differences of {} pairs of runs over common random numbers; intervals (95 %, Student's t) over pairs.",
                     v.pairs())
               : "One pair of runs over common random numbers: no interval exists, and a difference may be chance of the pair. "
                 "Give replicates of both for intervals.";
}

}  // namespace analysis::report
