#include <fmt/format.h>

#include <cmath>

#include "analysis/compare.hpp"

namespace analysis {

namespace {

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text)
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    return out + '"';
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.12g}", value) : "null"; }

template <class List, class Write>
std::string array(const List& list, Write write) {
    std::string out = "[";
    for (const auto& item : list)
        out += (out.size() > 1 ? "," : "") + write(item);
    return out + "]";
}

std::string json(const Estimate& e) {
    return fmt::format(R"({{"value":{},"low":{},"high":{}}})", number(e.value), number(e.interval.low), number(e.interval.high));
}

std::string json(const ComparisonRow& r) {
    return fmt::format(
        R"({{"group":{},"member":{},"measure":{},"label":{},"unit":{},"base":{},"other":{},"difference":{},"low":{},"high":{}}})",
        json_text(r.group), json_text(r.member), json_text(r.measure), json_text(r.label), json_text(r.unit), number(r.base),
        number(r.other), number(r.difference.value), number(r.difference.interval.low), number(r.difference.interval.high));
}

std::string json(const std::vector<ComparisonRow>& rows) {
    return array(rows, [](const ComparisonRow& row) { return json(row); });
}

std::string json(const DecileRow& d) {
    return fmt::format(R"({{"decile":{},"people":{},"base_income":{},"other_income":{},"mean_change":{},"better":{},"worse":{}}})",
                       json_text(d.decile), number(d.people), number(d.base_income), number(d.other_income), json(d.mean_change),
                       json(d.better), json(d.worse));
}

std::string json(const InequalityComparison& i) {
    return fmt::format(
        R"({{"rows":{},"lorenz":{{"share":{},"base":{},"other":{},"difference":{}}},"left_out":{},"countries_left_out":{}}})",
        json(i.rows), array(i.share, number), array(i.base, number), array(i.other, number),
        array(i.difference, [](const Estimate& e) { return json(e); }), number(i.left_out), i.countries_left_out);
}

std::string json(const VariantComparison& v) {
    return fmt::format(
        R"({{"title":{},"variant":{},"base_files":{},"files":{},"pairs":{},"interval":"{}","changes":{},"sections":{},)"
        R"("people":{{"both":{},"base_only":{},"other_only":{}}},"deciles":{},"inequality":{},"places":{},"payers":{}}})",
        json_text(v.title), json_text(v.variant), array(v.base_files, json_text), array(v.files, json_text), v.pairs(),
        v.intervals() ? "replicates" : "none",
        array(v.changes,
              [](const ScenarioChange& c) {
                  return fmt::format(R"({{"key":{},"base":{},"other":{}}})", json_text(c.key), json_text(c.base),
                                     json_text(c.other));
              }),
        array(v.sections,
              [](const ComparisonSection& s) {
                  return fmt::format(R"({{"name":{},"title":{},"rows":{}}})", json_text(s.name), json_text(s.title), json(s.rows));
              }),
        number(v.people.both), number(v.people.base_only), number(v.people.other_only),
        array(v.deciles, [](const DecileRow& d) { return json(d); }), json(v.inequality), json(v.places), json(v.payers));
}

}  // namespace

std::string comparison_json(const Comparison& c) {
    return fmt::format(R"({{"base":{{"file":{},"title":{},"variant":{},"seed":{},"from":{},"to":{},"scale":{},"worker_share":{}}},)"
                       R"("others":{},"notes":{}}})",
                       json_text(c.file), json_text(c.title), json_text(c.variant), c.seed, json_text(c.from), json_text(c.to),
                       number(c.scale), number(c.worker_share), array(c.others, [](const VariantComparison& v) { return json(v); }),
                       array(c.notes, json_text)) +
           "\n";
}

}  // namespace analysis
