#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/compare.hpp"
#include "analysis/compare_words.hpp"

namespace analysis {

namespace {

constexpr std::size_t most_changes = 8;

/// "USD/h" belongs to a label; "people" and "share" are said by it.
std::string with_unit(const ComparisonRow& row) {
    const bool said = row.unit == "people" || row.unit == "assignments" || row.unit == "share" || row.unit == "1";
    return said ? row.label : row.label + ", " + row.unit;
}

std::string heading(std::string_view first) {
    return fmt::format("  {:<38} {:>10}  {:<24}{:>10} {:>10}\n", first, "difference", "95 % interval", "base", "other");
}

std::string line(std::string_view what, const Estimate& difference, double base, double other) {
    std::string text = fmt::format("  {:<38} {:>10}{} {:<24}{:>10} {:>10}", what, signed_number(difference.value),
                                   difference.distinguishable() ? '*' : ' ', interval_text(difference.interval), number_text(base),
                                   number_text(other));
    return text + "\n";
}

std::string lines_by_measure(const std::vector<ComparisonRow>& rows) {
    std::string out, measure;
    for (const ComparisonRow& row : rows) {
        if (row.measure != measure)
            out += fmt::format("  {}\n", with_unit(row)), measure = row.measure;
        out += line("  " + row.member, row.difference, row.base, row.other);
    }
    return out;
}

std::string lines_by_label(const std::vector<ComparisonRow>& rows) {
    std::string out;
    for (const ComparisonRow& row : rows)
        out += line(with_unit(row), row.difference, row.base, row.other);
    return out;
}

std::vector<ComparisonRow> of_group(const std::vector<ComparisonRow>& rows, std::string_view group) {
    std::vector<ComparisonRow> list;
    std::ranges::copy_if(rows, std::back_inserter(list), [&](const ComparisonRow& row) { return row.group == group; });
    return list;
}

std::string sections_text(const VariantComparison& v) {
    std::string out;
    for (const ComparisonSection& section : v.sections) {
        out += "\n" + heading(section.title);
        out += section.name == "headline" ? lines_by_label(section.rows) : lines_by_measure(section.rows);
    }
    return out;
}

std::string winners_text(const VariantComparison& v) {
    if (v.deciles.empty())
        return "";
    std::string out = fmt::format(
        "\n  Winners and losers by tenth of base income (\"none\": no income in the base)\n"
        "  People online in at least one run: {} in both, {} in the base only, {} in the other only;\n"
        "  who never logged in in a run has earned nothing in it. Better, worse: by more than 5 %.\n",
        number_text(v.people.both), number_text(v.people.base_only), number_text(v.people.other_only));
    const char* form = "  {:<5}{:>8}{:>9}{:>9}{:>9}{} {:<20}{:>6} {:<13}{:>6} {:<13}";
    const auto add = [&](std::string text) { out += text.erase(text.find_last_not_of(' ') + 1) + "\n"; };
    add(fmt::format(fmt::runtime(form), "tenth", "people", "base USD", "other", "change", ' ', "95 % interval", "better", "",
                    "worse", ""));
    for (const DecileRow& d : v.deciles) {
        if (d.people == 0)
            continue;
        add(fmt::format(fmt::runtime(form), d.decile, number_text(d.people), number_text(d.base_income),
                        number_text(d.other_income), signed_number(d.mean_change.value),
                        d.mean_change.distinguishable() ? '*' : ' ', interval_text(d.mean_change.interval),
                        percent_text(d.better.value), percent_interval(d.better.interval), percent_text(d.worse.value),
                        percent_interval(d.worse.interval)));
    }
    return out;
}

std::string inequality_text(const InequalityComparison& i) {
    if (i.rows.empty())
        return "";
    std::string out = "\n" + heading("Inequality and poverty") + lines_by_label(i.rows);
    out += fmt::format("  measured people; {} of the base in {} countries without a minimum wage are left out of poverty\n",
                       number_text(i.left_out), i.countries_left_out);
    out += "  Lorenz curve of income: share held by\n";
    for (std::size_t p = 0; p < i.share.size(); ++p)
        out += line(fmt::format("  the poorest {:.0f} %", 100 * i.share[p]), i.difference[p], i.base[p], i.other[p]);
    return out;
}

std::string places_text(const std::vector<ComparisonRow>& rows) {
    std::string out;
    for (const char* group : {"country", "region", "platform"}) {
        std::vector<ComparisonRow> places = of_group(rows, group), moves;
        std::erase_if(places, [&](const ComparisonRow& row) { return row.member == "all" && (moves.push_back(row), true); });
        if (places.empty())
            continue;
        out += "\n" + heading(fmt::format("Where the work went: by {}", group)) + lines_by_measure(places);
        out += fmt::format("  all of them: where it fell, where it rose, share of the loss found elsewhere\n");
        for (const ComparisonRow& row : moves)
            out += line("  " + with_unit(row), row.difference, row.base, row.other);
    }
    return out;
}

std::string payers_text(const std::vector<ComparisonRow>& rows) {
    if (rows.empty())
        return "";
    const auto gap = [&](const char* group) {
        for (const ComparisonRow& row : of_group(rows, group))
            if (row.measure == "gap" && (row.base != 0 || row.other != 0))
                return "  The books do not add up: see \"outlay less what all others received\".\n";
        return "  requesters' outlay = all the others' receipts: holds to the micro-dollar in both\n";
    };
    return "\n" + heading("Who pays: measured span, by series") + lines_by_label(of_group(rows, "span")) + gap("span") + "\n" +
           heading("Who pays: whole run, burn-in included") + lines_by_label(of_group(rows, "run")) + gap("run");
}

std::string changes_text(const VariantComparison& v) {
    std::string out;
    for (std::size_t i = 0; i < std::min(most_changes, v.changes.size()); ++i) {
        const ScenarioChange& c = v.changes[i];
        const auto value = [](const std::string& text) { return text.empty() ? "not set" : shortened(text, 30); };
        out += fmt::format("  {:<10} {} = {} (base: {})\n", i == 0 ? "differs in" : "", c.key, value(c.other), value(c.base));
    }
    if (v.changes.size() > most_changes)
        out += fmt::format("  {:<10} and {} more parameters\n", "", v.changes.size() - most_changes);
    return out;
}

std::string introduction(const Comparison& c, const VariantComparison& v) {
    std::string out = fmt::format("\n{}\n  {:<10} {} ({})\n", shortened(v.title, 98), "base", shortened(c.title, 60), c.file);
    out += fmt::format("  {:<10} {}\n", "other", fmt::join(v.files, ", ")) + changes_text(v);
    out += fmt::format("  {:<10} {} to {}, burn-in left out; a share of {:g} of the people is simulated\n", "measured", c.from,
                       c.to, c.scale);
    if (!v.intervals())
        return out + "  one replicate: no interval exists, and chance is not told apart from effect; see --replicates\n";
    return out + fmt::format(
                     "  {} pairs of runs with common random numbers: means, and Student's 95 % interval over the pairs\n"
                     "  * can be distinguished from zero; of rows without any effect one in twenty has a star, too\n",
                     v.pairs());
}

}  // namespace

std::string comparison_text(const Comparison& c) {
    std::string out;
    for (const VariantComparison& v : c.others) {
        out += introduction(c, v) + sections_text(v) + winners_text(v) + inequality_text(v.inequality) + places_text(v.places) +
               payers_text(v.payers);
    }
    for (const std::string& note : c.notes)
        out += (&note == &c.notes.front() ? "\nNotes\n" : "") + fmt::format("  {}\n", note);
    return out;
}

}  // namespace analysis
