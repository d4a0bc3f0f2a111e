// The studies of a run that are tasks: who posts them, when, and who may still answer.
#pragma once

#include <cstdint>
#include <vector>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/surveys.hpp"
#include "models/microwork/surveys/designs.hpp"
#include "models/microwork/surveys/last_answers.hpp"
#include "sim/clock.hpp"
#include "sim/random.hpp"

namespace microwork {

/// Whether workers answer a study of that kind as a task.
constexpr bool is_a_task(SurveyKind kind) {
    return kind == SurveyKind::first_takers || kind == SurveyKind::open || kind == SurveyKind::recapture;
}

/// What one study posts on one platform, by a requester of its own.
struct SurveyPoster {
    std::uint8_t study = 0, stratum = 0;  ///< number of the design of the run, and of its row
    SurveyKind kind = SurveyKind::first_takers;
    SurveyStratum design;
    std::uint64_t study_key = 0;  ///< of the study: one answer a person over all posts and platforms
    std::uint64_t key = 0;        ///< of the requester
    Instant first;                ///< when the first wave is posted
    std::int32_t step = 1;        ///< seconds between waves

    Instant at(std::int64_t wave) const { return Instant{static_cast<std::int32_t>(first.value + wave * step)}; }
    std::int64_t wave_at(Instant posted) const { return (posted.value - first.value) / step; }
    /// The first wave that is posted at `from` or later.
    std::int64_t wave_from(Instant from) const {
        return from.value <= first.value ? 0 : (std::int64_t{from.value} - first.value + step - 1) / step;
    }
    /// Waves in all; a recapture study goes on to the end.
    std::int64_t waves() const { return kind == SurveyKind::recapture ? std::int64_t{1} << 40 : design.waves; }
    /// Answers wanted of a wave: equal parts, as far as whole numbers allow.
    std::int64_t wanted_of(std::int64_t wave) const {
        return kind == SurveyKind::recapture ? 1 : design.wanted * (wave + 1) / design.waves - design.wanted * wave / design.waves;
    }
};

class PostedSurveys {
  public:
    /// Takes up the studies that are tasks; complains about those that a measured span of `length` does not hold.
    void prepare(const Surveys& surveys, const World& world, Instant measured_from, Seconds length, sim::Problems& problems);
    /// Adds one requester for each poster, after all others.
    void found_requesters(const Surveys& surveys, const World& world, Requesters& requesters) const;
    /// Makes what is derived from the answers: at the start, and after a checkpoint was read.
    void index(const SurveyAnswers& answers);

    bool any() const { return !posters_.empty(); }
    const std::vector<SurveyPoster>& posters() const { return posters_; }
    /// Number of the first requester that is a study: those before it are the market's own.
    std::uint32_t first_requester() const { return first_requester_; }
    const SurveyPoster& poster(std::uint32_t requester) const { return posters_[requester - first_requester_]; }
    std::uint8_t task_type() const { return task_type_; }

    /// Whether a study is hidden from a worker: it has answered, or would not answer if it came across it. `draws` is the key of
    /// the draws that decide on the latter.
    bool is_hidden(std::uint32_t requester, std::uint64_t worker, Instant now, std::uint64_t draws) const {
        const SurveyPoster& p = poster(requester);
        if (p.design.answer_probability < 1 && sim::pair_uniform(draws, worker, p.study_key) >= p.design.answer_probability)
            return true;
        const Instant* last = answered_.find(LastAnswers::pair_key(worker, p.study_key));
        return last != nullptr && (p.design.repeat_after.value == 0 || now.value < last->value + p.design.repeat_after.value);
    }
    /// Notes that the worker has answered.
    void note(const SurveyPoster& poster, std::uint64_t worker, Instant at) {
        answered_.note(LastAnswers::pair_key(worker, poster.study_key), at);
    }

  private:
    void add_posters(const Surveys& surveys, const World& world, std::size_t study, Instant measured_from);
    std::vector<SurveyPoster> posters_;
    std::uint32_t first_requester_ = ~0u;
    std::uint8_t task_type_ = 0;
    LastAnswers answered_;
};

}  // namespace microwork
