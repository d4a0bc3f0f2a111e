#include "models/microwork/surveys/answer_surveys.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "models/microwork/surveys/questionnaire.hpp"

namespace microwork {

namespace {

/// A short study asks who somebody is and nothing else.
void leave_open(SurveyAnswers::row_id a, SurveyAnswers& answers) {
    constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    for (auto* column : {&answers.hours_paid, &answers.hours_unpaid, &answers.pay_week, &answers.pay_month,
                         &answers.true_hours_paid, &answers.true_hours_unpaid, &answers.true_pay_week})
        (*column)[a] = unknown;
}

}  // namespace

void AnswerSurveys::operator()(const sim::Step& step, const World& world, const Activity& activity, const Surveys& surveys,
                               const Workers& workers, const Lives& lives, const Accounts& accounts, const Sessions& s,
                               const Batches& batches, const PlatformFlows& flows, const sim::Messages<Delivery>& deliveries,
                               PostedSurveys& posted, Recollections& memory, SurveyAnswers& answers) const {
    if (!posted.any())
        return;
    std::vector<SessionId> respondents;
    for (const Delivery& d : deliveries.all()) {
        const BatchId b = s.batch[d.session];
        const std::int32_t done = s.done[d.session] - s.incomplete[d.session];
        if (done == 0 || batches.type[b] != posted.task_type())
            continue;
        auto& ring = memory.surveys[Recollections::row_id{s.life[d.session].row}];
        auto& count = ring[static_cast<std::size_t>(step.week()) % ring.size()];
        count = static_cast<std::uint16_t>(std::min(65535, count + done));
        if (batches.requester[b] >= posted.first_requester())
            respondents.push_back(d.session);
    }
    std::sort(respondents.begin(), respondents.end(), [&](SessionId x, SessionId y) { return s.key[x] < s.key[y]; });
    const Questionnaire questionnaire{step, surveys.params, world, activity, workers, lives, accounts, flows, memory};
    for (const SessionId id : respondents) {
        const BatchId b = s.batch[id];
        const SurveyPoster& poster = posted.poster(batches.requester[b]);
        const auto a = answers.append();
        answers.answered[a] = s.cursor[id];
        answers.wave[a] = static_cast<std::uint32_t>(poster.wave_at(batches.posted[b]));
        answers.study[a] = poster.study, answers.stratum[a] = poster.stratum;
        answers.platform[a] = batches.platform[b], answers.paper[a] = s.paper[id][s.at[id]];
        questionnaire.about_the_person(s.life[id], a, answers);
        if (poster.kind == SurveyKind::recapture)
            leave_open(a, answers);
        else
            questionnaire.about_the_work(s.life[id], a, answers);
        posted.note(poster, s.key[id], s.cursor[id]);
    }
}

}  // namespace microwork
