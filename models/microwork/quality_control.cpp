#include "models/microwork/quality_control.hpp"

#include <algorithm>

#include "sim/sampling.hpp"

namespace microwork {

namespace {

/// Failures among `drawn` of `total` assignments of which `wrong` are wrong, without replacement.
std::int32_t hypergeometric(sim::Dice& dice, std::int32_t total, std::int32_t wrong, std::int32_t drawn) {
    std::int32_t failures = 0;
    for (std::int32_t i = 0; i < drawn && failures < wrong; ++i)
        failures += dice.uniform() * (total - i) < wrong - failures;
    return failures;
}

bool fails_gold(const QualityParams& params, Answers submitted, sim::Dice& dice) {
    const std::int32_t n = submitted.sum();
    const auto wanted = static_cast<std::int32_t>(n * static_cast<double>(params.gold_items().value) + dice.uniform());
    const std::int32_t gold = std::clamp(wanted, 1, std::min(n, 100));  // a hundred questions tell enough
    const std::int32_t failed = hypergeometric(dice, n, submitted.unusual, gold);
    // One slip is forgiven: below three gold questions a single failure says nothing.
    return failed > 1 && failed > static_cast<double>(params.gold_failures().value) * gold;
}

}  // namespace

double minority_chance(int redundancy, double agree) {
    // 1 + K < redundancy / 2, K ~ Binomial(redundancy - 1, agree).
    const int others = redundancy - 1;
    double term = 1, sum = 0;
    for (int i = 0; i < others; ++i)
        term *= 1 - agree;  // P(K = 0)
    if (agree >= 1)
        return 0;
    for (int k = 0; 2 * (1 + k) < redundancy; ++k) {
        sum += term;
        term *= agree / (1 - agree) * (others - k) / (k + 1);
    }
    return std::min(1.0, sum);
}

Answers refused_by(const QualityParams& params, QualityControl control, const TaskTypeData& type, double agreement,
                   Answers submitted, sim::Dice dice) {
    switch (control) {
        case QualityControl::gold:
            return fails_gold(params, submitted, dice) ? submitted : Answers{};
        case QualityControl::majority: {
            // Others answer as common sense has it, whether it is right or not: so misleading items change who is wrong, not who
            // is in the minority.
            const std::int32_t usual = sim::binomial(dice, submitted.usual, minority_chance(type.redundancy, agreement));
            return {usual, sim::binomial(dice, submitted.unusual, minority_chance(type.redundancy, 1 - agreement))};
        }
        case QualityControl::manual: {
            const std::int32_t usual = sim::binomial(dice, submitted.usual, params.manual_sample() * params.manual_false_refusal());
            return {usual, sim::binomial(dice, submitted.unusual, params.manual_sample() * (1 - params.manual_miss()))};
        }
        default:
            return {};
    }
}

std::int32_t correct_among(Answers answers, double misleading, sim::Dice& dice) {
    const std::int32_t plain = sim::binomial(dice, answers.usual, 1 - misleading);
    return plain + sim::binomial(dice, answers.unusual, misleading);
}

}  // namespace microwork
