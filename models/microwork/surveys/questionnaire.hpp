// The questionnaire of the surveys of workers: what a person answers, from what the person is and remembers. Model rules,
// section 14.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

/// Hours a week as people tell them: whole hours below the limit, steps of five above; who works at all says one at least.
double told_hours(double hours, double limit);
/// An amount with so many significant digits.
double told_pay(double amount, std::int64_t digits);

/// What only has to be read to fill in a questionnaire.
struct Questionnaire {
    const sim::Step& step;
    const Surveys::Params& params;
    const World& world;
    const Activity& activity;
    const Workers& workers;
    const Lives& lives;
    const Accounts& accounts;
    const PlatformFlows& flows;
    const Recollections& memory;

    /// Who answers: all studies ask that.
    void about_the_person(LifeId life, SurveyAnswers::row_id a, SurveyAnswers& answers) const;
    /// Hours, pay, and what the person thinks of them.
    void about_the_work(LifeId life, SurveyAnswers::row_id a, SurveyAnswers& answers) const;

  private:
    struct Typical;
    Typical typical(LifeId life) const;
    void tell(LifeId life, const Typical& week, SurveyAnswers::row_id a, SurveyAnswers& answers) const;
    void think(LifeId life, const Typical& week, SurveyAnswers::row_id a, SurveyAnswers& answers) const;
    void complain(LifeId life, SurveyAnswers::row_id a, SurveyAnswers& answers) const;
};

}  // namespace microwork
