#include "models/microwork/surveys/posted_surveys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace microwork {

namespace {

std::uint64_t key_of(const std::string& name) {
    std::uint64_t key = name.size();
    for (const char c : name)
        key = sim::mix(key, static_cast<unsigned char>(c));
    return key;
}

double days(std::int64_t seconds) { return static_cast<double>(seconds) / sim::seconds_per_day; }

/// A study that the measured span does not hold would be empty, or half of it.
void check_span(const Surveys& surveys, const SurveyDesign& design, Seconds length, sim::Problems& problems) {
    std::int64_t opens = 0, closes = 0;
    for (const SurveyStratum& s : design.strata) {
        opens = std::max(opens, s.start.value);
        closes = std::max(closes, s.start.value + (s.waves - 1) * s.wave_step.value + s.window.value);
    }
    const std::string hint = "measure longer, or leave the study out of surveys.on";
    if (opens >= length.value)
        problems.add({surveys.params.on.where(),
                      fmt::format("surveys.on: \"{}\" opens {:.4g} days after the first measured day, the run measures only {:.4g}",
                                  design.name, days(opens), days(length.value)),
                      "nobody would answer", hint});
    else if (closes > length.value)
        problems.add(
            {surveys.params.on.where(),
             fmt::format("surveys.on: \"{}\" closes {:.4g} days after the first measured day, the run measures only {:.4g}",
                         design.name, days(closes), days(length.value)),
             "the study would be cut off", hint});
}

}  // namespace

void PostedSurveys::add_posters(const Surveys& surveys, const World& world, std::size_t study, Instant measured_from) {
    const SurveyDesign& design = surveys.designs()[study];
    for (std::size_t s = 0; s < design.strata.size(); ++s) {
        const SurveyStratum& stratum = design.strata[s];
        if (stratum.platform < 0)
            continue;
        SurveyPoster p;
        p.study = static_cast<std::uint8_t>(study), p.stratum = static_cast<std::uint8_t>(s);
        p.kind = design.kind, p.design = stratum;
        p.study_key = key_of(design.name);
        p.key = sim::mix(world.platforms[static_cast<std::size_t>(stratum.platform)].key, sim::mix(p.study_key, s));
        p.first = Instant{static_cast<std::int32_t>(measured_from.value + stratum.start.value)};
        p.step = static_cast<std::int32_t>(std::max<std::int64_t>(1, stratum.wave_step.value));
        posters_.push_back(p);
    }
}

void PostedSurveys::prepare(const Surveys& surveys, const World& world, Instant measured_from, Seconds length,
                            sim::Problems& problems) {
    posters_.clear();
    std::int64_t requesters = 0;
    for (const auto& p : world.platforms)
        requesters += p.requesters;
    for (std::size_t d = 0; d < surveys.designs().size(); ++d) {
        if (!is_a_task(surveys.designs()[d].kind))
            continue;
        check_span(surveys, surveys.designs()[d], length, problems);
        add_posters(surveys, world, d, measured_from);
    }
    if (posters_.empty())
        return;
    first_requester_ = static_cast<std::uint32_t>(requesters);
    const auto complain = [&](std::string what, const char* why) {
        problems.add({surveys.params.on.where(), "surveys.on: " + std::move(what), why, ""});
    };
    const int type = world.task_type("survey");
    if (type < 0)
        complain("there is no task type \"survey\"", "studies are posted as tasks of that type");
    else
        task_type_ = static_cast<std::uint8_t>(type);
    if (requesters + std::ssize(posters_) >= no_requester)
        complain(fmt::format("{} requesters and {} posts of studies", requesters, posters_.size()),
                 "a worker's memory of requesters is kept in 16 bits");
}

void PostedSurveys::found_requesters(const Surveys& surveys, const World& world, Requesters& requesters) const {
    for (const SurveyPoster& p : posters_) {
        const RequesterId r = requesters.append();
        requesters.key[r] = p.key;
        requesters.platform[r] = static_cast<std::uint8_t>(p.design.platform);
        requesters.home[r] = static_cast<std::uint8_t>(world.platforms[requesters.platform[r]].owner_country);
        requesters.control[r] = QualityControl::approve_all;
        requesters.gives_reason[r] = 1;
        requesters.eligible[r] = p.design.eligible;
        requesters.review_delay[r] = surveys.params.review();
        requesters.next_post[r] = sim::never;
    }
}

void PostedSurveys::index(const SurveyAnswers& answers) {
    answered_.clear();
    for (std::size_t r = 0; r < answers.rows(); ++r) {
        const SurveyAnswers::row_id a{r};
        for (const SurveyPoster& p : posters_)
            if (p.study == answers.study[a] && p.stratum == answers.stratum[a])
                note(p, answers.key[a], answers.answered[a]);
    }
}

}  // namespace microwork
