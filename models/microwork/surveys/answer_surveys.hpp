// Whoever hands in the task of a study has answered it: the answer is what the person is and remembers at that moment.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// After `HandIn`. Counts surveys of whatever requester for the memory of those who did them; takes the answers to studies, those
/// of one round in the order of keys.
struct AnswerSurveys {
    static constexpr const char* name = "answer_surveys";
    void operator()(const sim::Step&, const World&, const Activity&, const Surveys&, const Workers&, const Lives&, const Accounts&,
                    const Sessions&, const Batches&, const PlatformFlows&, const sim::Messages<Delivery>&, PostedSurveys&,
                    Recollections&, SurveyAnswers&) const;
};

}  // namespace microwork
