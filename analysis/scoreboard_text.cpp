// The scoreboard as tables for a terminal, and as JSON for programs.
#include <fmt/format.h>

#include <cmath>

#include "analysis/json_text.hpp"
#include "analysis/scoreboard.hpp"

namespace analysis {

namespace {

constexpr std::size_t text_width = 100;

std::string number(double x) { return std::abs(x) >= 999.5 ? fmt::format("{:.0f}", x) : fmt::format("{:.3g}", x); }
std::string range(double low, double high) { return fmt::format("{} to {}", number(low), number(high)); }
std::string plural(std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

/// Text in lines of at most `text_width`, each indented.
std::string wrapped(const std::string& text, std::size_t indent) {
    std::string lines, line(indent, ' ');
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word(text.data() + at, end - at);
        if (line.size() > indent && line.size() + 1 + word.size() > text_width)
            lines += line + "\n", line = std::string(indent, ' ');
        if (line.size() > indent)
            line += ' ';
        line += word;
        at = end + 1;
    }
    return lines + line + "\n";
}

std::string published(const Target& t) { return number(t.value) + (t.recalled() ? "*" : ""); }

std::string remarks(const Score& s) {
    const Target& t = s.target;
    std::string text = t.statistic;
    if (t.statistic.find(t.unit) == std::string::npos)
        text += ", " + t.unit;
    text += fmt::format("; {}; era {}", t.instrument, t.era);
    if (t.platform != "all")
        text += "; " + t.platform;
    if (t.country != "all")
        text += "; " + t.country;
    text += t.recalled() ? "; *recalled" : "; read";
    if (s.covered() && s.n > 0 && !s.input())
        text += fmt::format("; n = {}", s.n);
    return text + (s.input() && s.covered() ? "; input: set, not simulated" : "");
}

std::string covered_rows(const Scoreboard& board, std::string_view heading, const auto& chosen) {
    std::string rows;
    for (const Score& s : board.rows)
        if (s.covered() && chosen(s))
            rows += fmt::format("{:<33} {:>9}  {:<18}{:>9}  {:<16} {}\n", s.target.id, number(s.value),
                                s.interval.exists() ? range(s.interval.low, s.interval.high) : "-", published(s.target),
                                range(s.target.low, s.target.high), s.input() ? "input" : word(s.verdict)) +
                    wrapped(remarks(s), 4);
    if (rows.empty())
        return "";
    return fmt::format("\n{:<33} {:>9}  {:<18}{:>9}  {:<16} {}\n", heading, "simulated", "95 % interval", "published", "range",
                       "verdict") +
           rows;
}

std::string uncovered_rows(const Scoreboard& board) {
    std::string rows;
    for (const Score& s : board.rows)
        if (!s.covered())
            rows += fmt::format("{:<33} {:>9}  {:<18}{:>9}  {:<16} {}\n", s.target.id, "-", "-", published(s.target),
                                range(s.target.low, s.target.high), s.target.set) +
                    wrapped(fmt::format("{}. {}", s.reason, remarks(s)), 4);
    if (rows.find("was switched on") != std::string::npos)
        rows += "Surveys are switched on for a run, such as: --set 'surveys.on=[\"ilo-2017\", \"log-2016\"]'\n";
    return rows.empty() ? "" : "\nNot covered by this run, and why\n" + rows;
}

std::string head(const Scoreboard& board) {
    const ScoredRun& first = board.runs.front();
    std::string text = fmt::format("{}: {} to {}, scale {:g}\n", first.title.empty() ? first.file : first.title, first.from,
                                   first.to, first.scale);
    for (const ScoredRun& run : board.runs)
        text += fmt::format("  {} (seed {}, replicate {})\n", run.file, run.seed, run.replicate);
    text +=
        wrapped(board.runs.size() > 1
                    ? fmt::format("Intervals: Student's t over {}.", plural(board.runs.size(), "replicate"))
                    : "Intervals: respondents only (bootstrap within the one run). How far another seed would move a value is not "
                      "in them: give several replicates for that. '-': everybody was counted, or the interval would be too "
                      "narrow to matter.",
                0);
    text += wrapped("*recalled: from memory, not checked against the publication; without weight in the calibration distance.", 0);
    for (const std::string& note : board.notes)
        text += wrapped("Note: " + note, 0);
    return text;
}

std::string feet(const Scoreboard& board) {
    const auto& c = board.counts;
    std::string text = fmt::format("\n{} rows: {} inside, {} below, {} above, {} input, {} not covered\n", board.rows.size(),
                                   c.inside, c.below, c.above, c.input, c.not_covered);
    if (board.calibration_rows == 0)
        return text + fmt::format("calibration distance: none of the {} fitted rows is covered\n", board.fit_rows);
    return text + fmt::format("calibration distance {:.3f} (mean over {} of {} fitted rows; 1 = at the edge of the range)\n",
                              board.calibration_distance, board.calibration_rows, board.fit_rows);
}

std::string row_json(const Score& s) {
    const Target& t = s.target;
    const auto text = [](const char* name, std::string_view value) { return fmt::format(R"("{}":{},)", name, json_text(value)); };
    std::string json = "{" + text("id", t.id) + text("set", t.set) + fmt::format(R"("fit":{},)", t.fit);
    json += text("definition", t.definition) + text("population", t.population) + text("statistic", t.statistic);
    json += text("instrument", t.instrument) + text("platform", t.platform) + text("country", t.country) + text("era", t.era);
    json += text("evidence", t.evidence) + text("source", t.source) + text("url", t.url) + text("unit", t.unit);
    json += fmt::format(R"("year":{},"published":{{"value":{},"low":{},"high":{}}},"simulated":)", t.year, json_number(t.value),
                        json_number(t.low), json_number(t.high));
    if (s.covered())
        json += fmt::format(R"({{"value":{},"low":{},"high":{},"interval":"{}","n":{}}},)", json_number(s.value),
                            json_number(s.interval.low), json_number(s.interval.high), word(s.kind), s.n);
    else
        json += "null,";
    json += text("verdict", word(s.verdict));
    return json + fmt::format(R"("reason":{}}})", json_text(s.reason));
}

template <class List, class Text>
std::string json_list(const List& list, const Text& text) {
    std::string json;
    for (const auto& entry : list)
        json += (json.empty() ? "" : ",\n") + text(entry);
    return "[" + json + "]";
}

}  // namespace

std::string scoreboard_text(const Scoreboard& board) {
    return head(board) +
           covered_rows(board, "CALIBRATE", [](const Score& s) { return !s.input() && s.target.set == "calibrate"; }) +
           covered_rows(board, "VALIDATE", [](const Score& s) { return !s.input() && s.target.set == "validate"; }) +
           covered_rows(board, "INPUT", [](const Score& s) { return s.input(); }) + uncovered_rows(board) + feet(board);
}

std::string scoreboard_json(const Scoreboard& board) {
    const auto& c = board.counts;
    return fmt::format(
        "{{\"results\":{},\n\"rows\":{},\n\"notes\":{},\n"
        R"("counts":{{"inside":{},"below":{},"above":{},"input":{},"not_covered":{}}},)"
        "\n"
        R"("calibration_distance":{},"calibration_rows":{},"fit_rows":{}}})"
        "\n",
        json_list(board.runs,
                  [](const ScoredRun& r) {
                      return fmt::format(R"({{"file":{},"title":{},"seed":{},"replicate":{},"from":{},"to":{},"scale":{}}})",
                                         json_text(r.file), json_text(r.title), r.seed, r.replicate, json_text(r.from),
                                         json_text(r.to), json_number(r.scale));
                  }),
        json_list(board.rows, row_json), json_list(board.notes, [](const std::string& n) { return json_text(n); }), c.inside,
        c.below, c.above, c.input, c.not_covered, json_number(board.calibration_distance), board.calibration_rows, board.fit_rows);
}

}  // namespace analysis
