#include "models/micromarket/mechanisms.hpp"

namespace micromarket {

void BeginStep::operator()(const sim::Step&, Totals& totals) const { totals = {}; }

void AddUp::operator()(const sim::Step&, const sim::Boxes<Earned>& boxes, Totals& totals) const {
    for (const auto& box : boxes.all())
        for (const Earned e : box.all())
            totals.paid += e.micro_dollars;
}

void Observe::operator()(const sim::Step&, const Totals& totals, Series& series) const {
    const auto row = series.append();
    series.on_line[row] = totals.on_line;
    series.matched[row] = totals.matched;
    series.paid[row] = Money{totals.paid};
    series.mean_wage[row] = totals.on_line == 0
                                ? 0.0F
                                : static_cast<float>(4e-6 * static_cast<double>(totals.paid) / static_cast<double>(totals.on_line));
}

}  // namespace micromarket
