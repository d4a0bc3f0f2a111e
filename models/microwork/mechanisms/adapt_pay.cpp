#include "models/microwork/mechanisms/adapt_pay.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace microwork {

double revised_pay(const AdaptPay::Params& params, double shift, double ratio) {
    double signal = std::clamp(sim::elementary::log(ratio), -1.0, 1.0);
    if (signal > -params.tolerance() && signal < params.tolerance())
        signal = 0;
    return params.anchor() * shift + params.step() * signal;
}

void AdaptPay::operator()(const sim::Step& step, const MeasuredSpan& span, FillTimes& fills) const {
    if (params.step() == 0)
        return;
    const auto least = static_cast<std::int32_t>(params.least_batches());
    if (step.tick == span.first_tick)
        for (std::size_t i = 0; i < fills.rows(); ++i) {
            const RequesterId r{i};
            const FillTimes::Typical burn_in = fills.typical(r, Instant{0});
            fills.normal[r] = burn_in.batches >= least ? burn_in.median : Seconds32{0};
        }
    if (!step.new_week() || step.tick <= span.first_tick)
        return;
    const Instant window{static_cast<std::int32_t>(step.begin().value - params.window().value)};
    for (std::size_t i = 0; i < fills.rows(); ++i) {
        const RequesterId r{i};
        if (fills.normal[r].value == 0)
            continue;
        const FillTimes::Typical now = fills.typical(r, window);
        if (now.batches < least)
            continue;
        const double ratio = static_cast<double>(now.median.value) / static_cast<double>(fills.normal[r].value);
        fills.pay_shift[r] = static_cast<float>(revised_pay(params, static_cast<double>(fills.pay_shift[r]), ratio));
    }
}

}  // namespace microwork
