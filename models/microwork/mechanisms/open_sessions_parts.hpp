// What the two halves of OpenSessions hand to each other: who wakes (open_sessions_wake.cpp), and the sessions that follow
// (open_sessions.cpp).
#pragma once

#include "models/microwork/mechanisms/open_sessions.hpp"

namespace microwork {

/// What is only read, for the parts of this mechanism.
struct OpenSessions::Given {
    const sim::Step& step;
    const World& world;
    const Activity& activity;
    const People& people;
    const Connectivity& connectivity;
    const Vigilance& vigilance;
    const TargetIncome& target_income;
    const Learning& learning;
    const Turnover& turnover;
    const BorrowedAccounts& borrowed;
    const Conditions& conditions;
    const Forum& forum;
    const Reputation& reputation;
    const Payment& payment;
    const Demand& demand;
    const Requesters& requesters;
};

/// Why somebody leaves for good.
enum class OpenSessions::Exit : std::uint8_t { none, drift, job, ban, harm };

/// A log-in that stands.
struct OpenSessions::Opening {
    WorkerId worker;
    LifeId life;
    SessionId session;
    AccountId first_account;
    FileId first_file;  ///< for borrowed ones
    ActivityTraits traits;
    AccountList accounts;
    Instant start, end;
    Exit exit = Exit::none;
    bool stands = false, first = false;
    bool stayed_away = false;  ///< it would have stood: a bad day, or a break from harmful content
};

}  // namespace microwork
