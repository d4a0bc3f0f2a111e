// A tracker that looks at the board again and again (Ipeirotis 2010, Difallah et al. 2015): it sees what is offered and when the
// work on it is gone, and nothing of who did it. Model rules, section 14.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// At the end of the tick, as often as the study says: every batch with open work on the boards.
struct TrackBoard {
    static constexpr const char* name = "track_board";
    void operator()(const sim::Step&, const MeasuredSpan&, const Surveys&, const Boards&, const Batches&, Sightings&,
                    SeenBatches&) const;
};

/// Ticks between two looks.
std::int32_t ticks_between_looks(const SurveyDesign& study, const sim::Clock& clock);
/// When the latest look was, before the tick `next_tick`. Whatever had open work then is not known to be complete.
Instant latest_look(const SurveyDesign& study, const sim::Clock& clock, const MeasuredSpan& span, std::int32_t next_tick);

}  // namespace microwork
