// The classes of time online that are never paid: one list for everything that books, checks, writes or shows them.
#pragma once

#include <array>

#include "models/microwork/agents/books.hpp"
#include "models/microwork/agents/sessions.hpp"
#include "models/microwork/agents/workers.hpp"

namespace microwork {

/// One class: where a person's and a session's seconds of it stand.
struct UnpaidTime {
    TimeClass in_ledger;
    Lives::Column<Seconds32> Lives::*of_life;
    Sessions::Column<Seconds32> Sessions::*of_session;
    const char* name;     ///< column of the tables and of the results
    const char* meaning;  ///< short, for tables
};

inline constexpr std::array unpaid_time{
    UnpaidTime{TimeClass::returned, &Lives::returned, &Sessions::returned, "returned", "returned work"},
    UnpaidTime{TimeClass::cut_off, &Lives::cut_off, &Sessions::cut_off, "cut_off", "lost in outages"},
    UnpaidTime{TimeClass::interrupted, &Lives::interrupted, &Sessions::interrupted, "interrupted", "interrupted (care, breaks)"},
    UnpaidTime{TimeClass::instructions, &Lives::instructions, &Sessions::instructions, "instructions", "instructions"},
    UnpaidTime{TimeClass::search, &Lives::search, &Sessions::search, "search", "search"},
    UnpaidTime{TimeClass::waiting, &Lives::waiting, &Sessions::waiting, "waiting", "waiting"},
    UnpaidTime{TimeClass::qualification, &Lives::qualification, &Sessions::qualification, "qualification",
               "sign-up and qualification"},
    UnpaidTime{TimeClass::payments, &Lives::payments, &Sessions::payments, "payments", "managing payments"},
};
static_assert(unpaid_time.size() + 3 == static_cast<std::size_t>(TimeClass::count) && [] {
    for (std::size_t i = 0; i < unpaid_time.size(); ++i)
        if (static_cast<std::size_t>(unpaid_time[i].in_ledger) != i + 3)
            return false;
    return true;
}());

}  // namespace microwork
