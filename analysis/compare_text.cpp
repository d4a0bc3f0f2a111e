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

/// Lines of one table; without intervals there is no column for them.
class Lines {
  public:
    explicit Lines(const VariantComparison& v) : intervals_(v.intervals()) {}

    std::string heading(std::string_view title) const {
        return "\n" + row(title, "difference", ' ', "95 % interval", "base", "other");
    }
    std::string line(std::string_view what, const Estimate& difference, double base, double other) const {
        return row(what, signed_number(difference.value), difference.distinguishable() ? '*' : ' ',
                   interval_text(difference.interval), number_text(base), number_text(other));
    }
    std::string by_measure(const std::vector<ComparisonRow>& rows) const {
        std::string out, measure;
        for (const ComparisonRow& row : rows) {
            if (row.measure != measure)
                out += fmt::format("  {}\n", with_unit(row)), measure = row.measure;
            out += line("  " + row.member, row.difference, row.base, row.other);
        }
        return out;
    }
    std::string by_label(const std::vector<ComparisonRow>& rows, std::string_view indent = "") const {
        std::string out;
        for (const ComparisonRow& row : rows)
            out += line(std::string(indent) + with_unit(row), row.difference, row.base, row.other);
        return out;
    }

  private:
    std::string row(std::string_view what, const std::string& difference, char mark, const std::string& interval,
                    const std::string& base, const std::string& other) const {
        std::string text = fmt::format("  {:<40} {:>10}{}", what, difference, mark);
        if (intervals_)
            text += fmt::format(" {:<22}", interval);
        return text + fmt::format(" {:>10} {:>10}\n", base, other);
    }
    bool intervals_;
};

std::vector<ComparisonRow> of_group(const std::vector<ComparisonRow>& rows, std::string_view group) {
    std::vector<ComparisonRow> list;
    std::ranges::copy_if(rows, std::back_inserter(list), [&](const ComparisonRow& row) { return row.group == group; });
    return list;
}

std::string sections_text(const VariantComparison& v) {
    const Lines lines(v);
    std::string out;
    for (const ComparisonSection& section : v.sections)
        out += lines.heading(section.title) +
               (section.name == "headline" ? lines.by_label(section.rows) : lines.by_measure(section.rows));
    return out;
}

std::string winners_text(const VariantComparison& v) {
    if (v.deciles.empty())
        return "";
    std::string out = fmt::format(
        "\n  Winners and losers by tenth of base income (\"none\": no income in the base)\n"
        "  People online in at least one run: {} in both, {} in the base only, {} in the other only;\n"
        "  who never logged in in a run has earned nothing in it. Better, worse: by more than 5 %.\n"
        "  One person's change is luck, too: runs part ways where the policy bites, and by luck alone the\n"
        "  low tenths rise and the high ones fall.\n",
        number_text(v.people.both), number_text(v.people.base_only), number_text(v.people.other_only));
    const char* form = "  {:<5}{:>8}{:>10}{:>9}{:>9}{} {:<20}{:>7} {:<10}{:>6} {:<10}";
    const auto add = [&](std::string text) { out += text.erase(text.find_last_not_of(' ') + 1) + "\n"; };
    add(fmt::format(fmt::runtime(form), "tenth", "people", "base USD", "other", "change", ' ', v.intervals() ? "95 % interval" : "",
                    "better", "", "worse", ""));
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

std::string inequality_text(const VariantComparison& v) {
    const InequalityComparison& i = v.inequality;
    const Lines lines(v);
    if (i.rows.empty())
        return "";
    std::string out = lines.heading("Inequality and poverty") + lines.by_label(i.rows);
    out += fmt::format(
        "  poverty is of measured people and hourly pay online; {} of the base, in {} countries without a\n"
        "  minimum wage, are left out of it\n  Lorenz curve of income: share held by\n",
        number_text(i.left_out), i.countries_left_out);
    for (std::size_t p = 1; p + 1 < i.share.size(); ++p)
        out += lines.line(fmt::format("  the poorest {:.0f} %", 100 * i.share[p]), i.difference[p], i.base[p], i.other[p]);
    return out;
}

std::string places_text(const VariantComparison& v) {
    const Lines lines(v);
    std::string out;
    for (const char* group : {"country", "region", "platform"}) {
        std::vector<ComparisonRow> places = of_group(v.places, group), moves;
        std::erase_if(places, [&](const ComparisonRow& row) { return row.member == "all" && (moves.push_back(row), true); });
        if (places.empty())
            continue;
        out += lines.heading(fmt::format("Where the work went: by {}", group)) + lines.by_measure(places);
        out += "  lost where it fell, gained where it rose, and the share of the loss that the gains make up\n";
        out += lines.by_label(moves, "  ");
    }
    return out;
}

std::string payers_text(const VariantComparison& v) {
    const Lines lines(v);
    if (v.payers.empty())
        return "";
    const auto table = [&](const char* group, const char* title) {
        const auto rows = of_group(v.payers, group);
        const bool holds = std::ranges::all_of(
            rows, [](const ComparisonRow& row) { return row.measure != "gap" || (row.base == 0 && row.other == 0); });
        return lines.heading(title) + lines.by_label(rows) +
               (holds ? "  requesters' outlay = receipts of all others: holds to the micro-dollar in every run\n"
                      : "  The books do not add up: see the outlay less the receipts of all others.\n");
    };
    return table("span", "Who pays: measured span, from series") + table("run", "Who pays: whole run, burn-in too");
}

std::string changes_text(const VariantComparison& v) {
    std::string out;
    if (v.changes.empty())
        out += fmt::format("  {:<10} no parameter\n", "differs in");
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
    out += fmt::format("  {:<10} {} to {}, burn-in left out; population.scale {:g}\n", "measured", c.from, c.to, c.scale);
    if (!v.intervals())
        return out +
               "  one replicate: no interval exists, and chance is not told apart from effect:\n"
               "  microwork run --replicates 8 gives both scenarios more runs\n";
    return out + fmt::format(
                     "  {} pairs of runs with common random numbers: means, and Student's 95 % interval over the pairs\n"
                     "  * can be distinguished from zero; of rows without any effect one in twenty has a star, too\n",
                     v.pairs());
}

}  // namespace

std::string comparison_text(const Comparison& c) {
    std::string out;
    for (const VariantComparison& v : c.others) {
        out += introduction(c, v) + sections_text(v) + winners_text(v) + inequality_text(v) + places_text(v) + payers_text(v);
    }
    for (const std::string& note : c.notes)
        out += (&note == &c.notes.front() ? "\nNotes\n" : "") + fmt::format("  {}\n", note);
    return out;
}

}  // namespace analysis
