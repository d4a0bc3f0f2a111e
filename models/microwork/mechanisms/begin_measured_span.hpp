// When the burn-in is over, the books of people start anew. What is under review then is carried over.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct BeginMeasuredSpan {
    static constexpr const char* name = "begin_measured_span";
    void operator()(const sim::Step&, const MeasuredSpan&, Lives&, Accounts&, Sessions&, TimeLedger&) const;
};

}  // namespace microwork
