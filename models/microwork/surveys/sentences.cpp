#include "models/microwork/surveys/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/microwork/surveys/posted_surveys.hpp"

namespace microwork {

namespace {

double days(std::int64_t seconds) { return static_cast<double>(seconds) / sim::seconds_per_day; }

/// Platforms, each once, in the order of the design.
std::string platforms_of(const SurveyDesign& design, const World& world) {
    std::vector<std::string> names;
    for (const SurveyStratum& s : design.strata) {
        const std::string name = s.platform < 0 ? "all platforms" : world.platforms[static_cast<std::size_t>(s.platform)].id;
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    }
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string task_in_words(const SurveyDesign& design) {
    const SurveyStratum& s = design.strata.front();
    const std::string pay = fmt::format("{:.2f} USD for {:.3g} min", sim::in_dollars(s.reward), days(s.length.value) * 24 * 60);
    if (design.kind == SurveyKind::recapture)
        return fmt::format("one post every {:.4g} min over the whole measured span, {}", days(s.wave_step.value) * 24 * 60, pay);
    std::int64_t wanted = 0;
    for (const SurveyStratum& stratum : design.strata)
        wanted += stratum.wanted;
    const std::int64_t closes = s.start.value + (s.waves - 1) * s.wave_step.value + s.window.value;
    return fmt::format("{} answers wanted, open from {:.4g} to {:.4g} days after the first measured day, {}", wanted,
                       days(s.start.value), days(closes), pay);
}

}  // namespace

std::vector<std::string> survey_sentences(const Surveys& surveys, const World& world) {
    std::vector<std::string> sentences;
    for (const SurveyDesign& design : surveys.designs()) {
        const std::string kind = survey_kinds()[static_cast<std::size_t>(design.kind)];
        const std::string task = is_a_task(design.kind) ? "; " + task_in_words(design) : "";
        sentences.push_back(fmt::format("{} ({}), {} on {}{}", design.name, design.title, kind, platforms_of(design, world), task));
    }
    return sentences;
}

}  // namespace microwork
