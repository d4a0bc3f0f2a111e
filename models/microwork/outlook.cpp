#include "models/microwork/outlook.hpp"

#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

double Outlook::automated(TaskFamily f, double years) const {
    const FamilyOutlook& o = family[static_cast<std::size_t>(f)];
    const double start = static_cast<double>(o.automated().value);
    return start <= 0 ? 0 : el::logistic(el::log(start / (1 - start)) + o.pace() * years);
}

double Outlook::model_price(TaskFamily f, double years) const {
    const FamilyOutlook& o = family[static_cast<std::size_t>(f)];
    return o.model_price() * el::exp(-o.model_price_fall() * years);
}

Outlook::Volumes Outlook::volumes(double years, const Volumes& hours, const Volumes& replaced) const {
    constexpr auto verification = static_cast<std::size_t>(TaskFamily::verify_ai);
    Volumes volume{};
    double renewal = 0;
    for (std::size_t f = 0; f < task_families; ++f) {
        const FamilyOutlook& o = family[f];
        const double a = automated(static_cast<TaskFamily>(f), years), wanted = el::exp(o.growth() * years);
        const double left = (1 - a) * (1 - static_cast<double>(o.unpaid().value)), by_machines = a + left * replaced[f];
        volume[f] = wanted * (1 - a) * (1 - static_cast<double>(o.unpaid().value));
        renewal += static_cast<double>(o.renewal().value) * by_machines * wanted * el::exp(-o.renewal_decay() * years) * hours[f];
    }
    if (hours[verification] > 0)
        volume[verification] += renewal / hours[verification];
    return volume;
}

}  // namespace microwork
