// What to keep in mind, where the numbers come from, and how to make the page again.
#include <fmt/format.h>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

std::string attribute(const ResultFile& file, const char* name) {
    return file.file().attribute<std::string>("/provenance", name).value_or("unknown");
}

/// A word of a command line as a shell wants it.
std::string shell_word(const std::string& word) {
    const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+%@";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos)
        return word;
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string command_of(const ResultFile& file) {
    std::string line;
    for (const auto& word :
         file.file().attribute<std::vector<std::string>>("/provenance", "command_line").value_or(std::vector<std::string>{}))
        line += (line.empty() ? "" : " ") + shell_word(word);
    return line;
}

std::vector<std::string> caveats(const Material& m) {
    const ResultFile& file = m.base.first();
    std::vector<std::string> list;
    if (!m.replicated())
        list.push_back(
            "One replicate: a difference between two numbers of this page may be chance of the run. Run with --replicates 8 and "
            "give all files.");
    if (file.scale() < 1)
        list.push_back(fmt::format(
            "The market is simulated at a scale of {}: counts are those of the simulated people and are not multiplied up.",
            file.scale()));
    if (file.worker_share() < 1)
        list.push_back(fmt::format(
            "Rows of people are a sample of {} of those who logged in; counts of people are scaled by it, distributions are exact.",
            percent(file.worker_share())));
    if (file.weeks() < 8)
        list.push_back(
            fmt::format("The measured span is {} weeks; most published figures ask for a typical week or month of people who have "
                        "been there for long.",
                        number(file.weeks(), 1)));
    if (m.scoreboard) {
        const auto& c = m.scoreboard->counts;
        list.push_back(fmt::format("{} published figures are inside their range, {} below, {} above, {} not covered by this run.",
                                   c.inside, c.below, c.above, c.not_covered));
        std::int64_t recalled = 0;
        for (const auto& row : m.scoreboard->rows)
            recalled += row.target.recalled() ? 1 : 0;
        list.push_back(
            fmt::format("{} of the published figures are recalled from memory and not yet checked against their source; they are "
                        "marked wherever they appear.",
                        recalled));
    }
    list.push_back(
        "Pay of people is what was credited in the span over all their time online, unpaid time included; work that still waits "
        "for a decision brings nothing yet.");
    list.push_back(
        "Distributions and tables by region cover the countries of the output; series and ledgers cover the whole market.");
    return list;
}

Table provenance_table(const std::vector<const ResultFile*>& files) {
    Table t{"Where the results come from", {"file", "seed, replicate", "program", "run on", "digest"}, {}, 5};
    for (const ResultFile* file : files) {
        const std::string changes = attribute(*file, "uncommitted_digest");
        t.rows.push_back({fmt::format("{}: {}", file->path(), file->title()),
                          fmt::format("{}, {}", file->seed(), file->replicate()),
                          fmt::format("{}, commit {}{}", attribute(*file, "version"), attribute(*file, "commit"),
                                      changes.empty() ? ", no uncommitted changes" : ", uncommitted changes " + changes),
                          attribute(*file, "started"), attribute(*file, "digest")});
    }
    return t;
}

std::string scenario_block(const ResultFile& file) {
    if (!file.has("/scenario/layers"))
        return "";
    const auto layers = file.file().list("/scenario/layers");
    std::string blocks;
    for (const auto& layer : layers)
        blocks +=
            fmt::format("<h4>{}</h4>\n<pre>{}</pre>\n",
                        escaped(file.file().attribute<std::string>("/scenario/layers/" + layer, "path").value_or("layer " + layer)),
                        escaped(file.file().text("/scenario/layers/" + layer)));
    return fmt::format("<details><summary>The scenario of {}, layer by layer</summary>\n{}</details>\n", escaped(file.title()),
                       blocks);
}

std::string commands(const std::vector<const ResultFile*>& files, const std::string& page) {
    std::string text, last;
    for (const ResultFile* file : files)
        if (const std::string line = command_of(*file); line != last)
            text += line + "\n", last = line;
    return fmt::format("<pre class=\"command\">{}{}</pre>\n", escaped(text), escaped(page));
}

}  // namespace

Section about_section(const Material& m) {
    Section s;
    s.id = "about", s.title = "What to keep in mind, and where this comes from";
    std::vector<const ResultFile*> files;
    for (const auto& file : m.base.files)
        files.push_back(&file);
    for (const auto& other : m.others)
        for (const auto& file : other.files)
            files.push_back(&file);
    s.html = "<h3>Caveats</h3>\n<ul class=\"caveats\">\n";
    for (const auto& c : caveats(m))
        s.html += fmt::format("<li>{}</li>\n", escaped(c));
    s.html +=
        "</ul>\n<h3>Make it again</h3>\n<p>Equal seeds give equal results, bit for bit, on any number of threads; the digest says "
        "whether they are equal.</p>\n" +
        commands(files, m.command);
    s.html += "<h3>Provenance</h3>\n" + html(provenance_table(files));
    s.html += scenario_block(m.base.first());
    for (const auto& other : m.others)
        s.html += scenario_block(other.first());
    s.html += fmt::format("<p class=\"note\">Page by {}.</p>\n", escaped(m.program));
    return s;
}

}  // namespace analysis::report
