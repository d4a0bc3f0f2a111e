// The head of the page: what was run, and a few figures beside the published ones.
#include <fmt/format.h>

#include "analysis/report/sections.hpp"
#include "analysis/report/words.hpp"

namespace analysis::report {

namespace {

/// A figure that stands for itself, and what is published.
std::string card(const std::string& name, const std::string& value, const std::string& unit, const std::string& interval,
                 const std::string& beside) {
    return fmt::format(
        "<li><span class=\"name\">{}</span><span class=\"value\">{} <small>{}</small></span><span class=\"interval\">{}</span>"
        "<span class=\"beside\">{}</span></li>\n",
        escaped(name), value, escaped(unit), escaped(interval), escaped(beside));
}

std::string interval_text(const Estimate& e, double factor, int decimals) {
    return e.interval.exists() ? "95 %: " + range(factor * e.interval.low, factor * e.interval.high, decimals)
                               : "no interval: one replicate";
}

/// What is published, who saw it how, and what the same instrument sees in the simulated market.
std::string beside(const Material& m, const char* id) {
    const Score* s = m.published(id);
    if (s == nullptr)
        return "";
    const auto& t = s->target;
    std::string text = fmt::format("published {} ({} to {}), {} {}{}", in_unit(t.value, t.unit), in_unit(t.low, t.unit),
                                   in_unit(t.high, t.unit), t.instrument, t.year, t.recalled() ? ", recalled" : "");
    if (s->covered())
        text += fmt::format("; the same instrument sees {} here", in_unit(s->value, t.unit));
    return text;
}

std::string cards(const Material& m) {
    const auto of = [&](auto member) { return over(m.base.census, [&](const Census& c) { return c.world.*member; }); };
    const Estimate mean = of(&GroupCensus::pay_total_mean), median = of(&GroupCensus::pay_total_median);
    const Estimate unpaid = of(&GroupCensus::unpaid_per_paid), rejected = of(&GroupCensus::rejected),
                   women = of(&GroupCensus::women);
    const auto usd = [&](const char* name, const Estimate& e, const char* id) {
        return card(name, number(e.value, 2), "USD/h", interval_text(e, 1, 2), beside(m, id));
    };
    return "<ul class=\"cards\">\n" + usd("Mean pay for an hour online", mean, "earn_total_mean_global") +
           usd("Median pay for an hour online", median, "earn_total_median_global") +
           card("Unpaid for each paid hour", number(unpaid.value, 2), "h", interval_text(unpaid, 1, 2),
                beside(m, "unpaid_per_paid_ratio_survey")) +
           card("Tasks rejected", number(100 * rejected.value, 2), "%", interval_text(rejected, 100, 2),
                beside(m, "task_rejection_rate_log")) +
           card("Women among the measured", number(100 * women.value, 1), "%", interval_text(women, 100, 1),
                beside(m, "women_share_global")) +
           "</ul>\n";
}

std::string scale_words(double scale) {
    if (scale >= 1)
        return "everybody registered is simulated, one agent each";
    return fmt::format("one person in {} of those registered in the world is simulated, with their share of the work",
                       number(1 / scale, 1 / scale < 10 ? 1 : 0));
}

/// What the scenario says of itself: the text after "description = " in the resolved scenario.
std::string description_of(const ResultFile& file) {
    const std::string text = file.has("/scenario/resolved") ? file.file().text("/scenario/resolved") : "";
    const std::string key = "\ndescription = \"";
    std::size_t at = text.find(key);
    if (at == std::string::npos || at > text.find("\n["))
        return "";
    std::string description;
    for (at += key.size(); at < text.size() && text[at] != '"' && text[at] != '\n'; ++at)
        description += text[at] == '\\' && at + 1 < text.size() ? text[++at] : text[at];
    return description;
}

}  // namespace

Section head_section(const Material& m) {
    const ResultFile& file = m.base.first();
    const auto& world = m.base.census.front().world;
    const auto platforms = file.codes("/platforms", "name").code.size(), countries = file.codes("/countries", "code").code.size();
    Section s;
    s.id = "head", s.title = file.title();
    s.intro = fmt::format(
        "A simulated market of micro-work: {} people in {} countries on {} platforms ({}). Measured from {} to {}, {} weeks after "
        "{} weeks of burn-in; {}.{}",
        number(world.registered), countries, platforms, scale_words(file.scale()), file.from(), file.to(),
        number(file.weeks(), file.measured_days() % 7 == 0 ? 0 : 1), number(static_cast<double>(file.burn_in_days()) / 7),
        m.replicated() ? fmt::format("{} replicates", m.base.files.size()) : fmt::format("one replicate, seed {}", file.seed()),
        m.others.empty()
            ? ""
            : fmt::format(" {} other variant{} compared with it below.", m.others.size(), m.others.size() == 1 ? " is" : "s are"));
    if (const std::string description = description_of(file); !description.empty())
        s.html += fmt::format("<p>The scenario says of itself: “{}”</p>\n", escaped(description));
    if (!file.complete())
        s.html +=
            "<p class=\"warning\"><strong>The run was stopped before its end</strong>; everything below covers the part that was "
            "simulated.</p>\n";
    s.html +=
        cards(m) + fmt::format("<p class=\"note\">Values are a census of everybody, which the real world does not have. {}</p>\n",
                               escaped(m.meaning_of_intervals()));
    return s;
}

}  // namespace analysis::report
