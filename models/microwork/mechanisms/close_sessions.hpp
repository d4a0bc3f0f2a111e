// Sessions close; what was done and learned in them goes back to the person's record. Model rules, section 7.
#pragma once

#include "models/microwork/market.hpp"

namespace microwork {

struct CloseSessions {
    static constexpr const char* name = "close_sessions";
    void operator()(const sim::Step&, const Learning&, const People&, Sessions&, Lives&, TimeLedger&, CountryFlows&) const;

  private:
    static void write_back(const sim::Step&, const Learning&, const People&, const Sessions&, SessionId, Lives&);
};

}  // namespace microwork
