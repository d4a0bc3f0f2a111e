#include "models/microwork/surveys/board_tracker.hpp"

#include <algorithm>

namespace microwork {

namespace {

void look_at(BatchId b, Instant now, const Batches& batches, Sightings& sightings, SeenBatches& seen) {
    std::uint32_t& place = seen.sighting[SeenBatches::row_id{b.row}];
    if (place == 0 || sightings.key[SightingId{place - 1}] != batches.key[b]) {
        const SightingId s = sightings.append();
        sightings.key[s] = batches.key[b], sightings.platform[s] = batches.platform[b];
        sightings.requester[s] = batches.requester[b], sightings.type[s] = batches.type[b];
        sightings.reward[s] = batches.reward[b], sightings.gate[s] = batches.gate[b];
        sightings.size[s] = batches.open[b], sightings.first_seen[s] = now;
        place = s.row + 1;
    }
    sightings.last_open[SightingId{place - 1}] = now;
}

}  // namespace

std::int32_t ticks_between_looks(const SurveyDesign& study, const sim::Clock& clock) {
    return std::max(1, static_cast<std::int32_t>(study.strata.front().wave_step.value) / clock.tick_seconds());
}

Instant latest_look(const SurveyDesign& study, const sim::Clock& clock, const MeasuredSpan& span, std::int32_t next_tick) {
    const std::int32_t every = ticks_between_looks(study, clock), looks = std::max(0, next_tick - span.first_tick) / every;
    return clock.begin(span.first_tick + looks * every);
}

void TrackBoard::operator()(const sim::Step& step, const MeasuredSpan& span, const Surveys& surveys, const Boards& boards,
                            const Batches& batches, Sightings& sightings, SeenBatches& seen) const {
    const SurveyDesign* study = step.tick >= span.first_tick ? surveys.find(SurveyKind::track) : nullptr;
    if (study == nullptr || (step.tick + 1 - span.first_tick) % ticks_between_looks(*study, step.clock) != 0)
        return;
    if (seen.rows() < batches.rows())
        seen.resize(batches.rows());
    for (std::size_t p = 0; p < boards.platform.size(); ++p) {
        if (!covers(*study, static_cast<std::uint8_t>(p)))
            continue;
        const auto& newest = boards.platform[p].newest;
        for (std::size_t i = 0; i < newest.size(); ++i) {
            if (i + 16 < newest.size())
                batches.prefetch(newest[i + 16]);
            if (batches.open[newest[i]] > 0)
                look_at(newest[i], step.end(), batches, sightings, seen);
        }
    }
}

}  // namespace microwork
