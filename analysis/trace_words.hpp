// Events and people of a trace in plain words.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/trace_file.hpp"

namespace analysis {

/// "45 s", "12 min", "3 h 05 min".
std::string lasting(std::int64_t seconds);
/// Micro-dollars as dollars: at least two decimals, and as many more as a reward of a fraction of a cent needs.
std::string dollars(std::int64_t micro);
/// A word of a table without its underscores.
std::string in_words(std::string id);
/// What happened: "refused without a reason: 10 "image tagging" from amt requester 17, 12 min, 0.20 USD".
std::string words_of(const TracedEvent& event);
/// Whether an event goes on where one of the kind `before` ended: both stand on one line.
bool goes_on(microwork::TraceKind kind, microwork::TraceKind before);
/// Who a traced person is, in half a line.
std::string who(const TraceFile& trace, std::size_t worker);

}  // namespace analysis
