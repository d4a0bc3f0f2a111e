// Who is online now: a dense table of packed records that every phase of the tick walks (a look reads some thirty columns of a row:
// four cache lines here, thirty as arrays). A row is gathered from the person's life when the session
// opens and written back when it closes.
#pragma once

#include <array>
#include <cstdint>

#include "models/microwork/agents/requesters.hpp"
#include "models/microwork/agents/workers.hpp"
#include "models/microwork/world.hpp"

namespace microwork {

/// Platforms that one person can use.
inline constexpr std::size_t most_accounts = 4;

enum class Doing : std::uint8_t { searching, granted, working, leaving };

struct Sessions final : sim::Records<Session> {
    Sessions() : Records("sessions", "people who are online now", 64) { hash_by("key", "country"); }
    Column<std::uint64_t> key{this, "key", "structural key of the worker"};
    Column<LifeId> life{this, "life", "the person's record"};
    Column<std::uint8_t> country{this, "country", "index of the country"};
    Column<Doing> doing{this, "doing", "what the worker is doing at the cursor"};
    Column<Instant> opened{this, "opened", "when the session began: part of the address of its draws"};
    Column<Instant> start{this, "start", "from when its time is booked: its opening, or the beginning of the measured span"};
    Column<Instant> cursor{this, "cursor", "the worker's own present: busy until then"};
    Column<Instant> end{this, "end", "planned end"};

    Column<std::uint8_t> accounts{this, "accounts", "usable accounts"};
    Column<std::uint8_t> at{this, "at", "account in use"};
    Column<std::array<std::uint32_t, most_accounts>> account{this, "account", "rows of the accounts", sim::Role::link};
    Column<std::array<std::uint8_t, most_accounts>> platform{this, "platform", "their platforms"};
    Column<std::array<std::uint8_t, most_accounts>> paper{this, "paper", "their countries on paper"};
    Column<std::array<float, most_accounts>> kept{this, "kept",
                                                  "share of the pay that stays with the worker; 1 for an own account"};
    Column<std::array<float, most_accounts>> approval_rate{this, "approval_rate", "their approval rates at log-in"};
    Column<std::array<std::uint32_t, most_accounts>> approved{this, "approved", "their approved assignments at log-in"};

    Column<std::uint8_t> vigilant{this, "vigilant", "1 = on watch, with alerts or scripts"};
    Column<Money> target_left{this, "target_left", "what the session may earn before the worker has enough for the week"};
    Column<float> speed{this, "speed", "work speed now"};
    Column<float> skill{this, "skill", "skill"};
    Column<HourlyPay> baseline_wage{this, "baseline_wage", "reservation wage at rest"};
    Column<float> wage_shift{this, "wage_shift", "log deviation of the reservation wage now"};
    Column<HourlyPay> reservation_wage{this, "reservation_wage", "lowest expected pay for which a task is taken now"};
    Column<std::array<std::uint16_t, remembered>> known{this, "known", "requesters the worker remembers"};
    Column<std::array<float, remembered>> known_trust{this, "known_trust", "believed probability of being paid by each"};
    Column<std::array<float, remembered>> known_taste{this, "known_taste", "bonus or malus in the value of each one's tasks"};

    Column<std::array<std::uint8_t, most_accounts>> barred{this, "barred",
                                                           "what their tasks may not ask for: bits as in batches.asks"};
    Column<HourlyPay> hour_cost{this, "hour_cost", "cost of the connection"};
    Column<float> loss_rate{this, "loss_rate", "interruptions a second after which the work in hand is given back"};
    Column<float> harm_malus{this, "harm_malus", "loss of value of tasks by an hour of harm in an hour"};
    Column<float> forum{this, "forum", "1 = member of the forum: weight of ratings in the choice"};

    Column<std::uint32_t> pages{this, "pages", "pages looked at in this session: the address of the next look"};
    Column<std::uint8_t> fruitless{this, "fruitless", "pages in a row without an acceptable listing"};
    Column<BatchId> batch{this, "batch", "the batch claimed"};
    Column<std::uint64_t> batch_key{this, "batch_key", "its key: instructions of the batch worked on last are known"};
    Column<sim::Id<struct Submission>> submission{this, "submission",
                                                  "the open submission of that batch, to which more work is added"};
    Column<std::uint64_t> submission_key{this, "submission_key", "its key, 0 = none"};
    Column<std::uint32_t> claims{this, "claims", "claims granted in this session: the address of the next one's draws"};
    Column<std::uint32_t> lost{this, "lost", "claims that others got"};
    Column<std::int32_t> claimed{this, "claimed", "assignments in hand"};
    Column<std::int32_t> done{this, "done", "of these, handed in when the work ends"};
    Column<std::int32_t> correct{this, "correct", "of those handed in, correct ones"};
    Column<std::uint8_t> incomplete{this, "incomplete", "of those handed in, the one that an outage cut off"};
    Column<Seconds32> done_time{this, "done_time", "seconds of work in those handed in"};
    Column<std::uint8_t> cut{this, "cut", "1 = an outage ends the work"};
    Column<Instant> next_outage{this, "next_outage", "when the connection or the power fails next"};
    Column<Seconds32> outage_length{this, "outage_length", "for how long"};
    Column<std::uint32_t> outages{this, "outages", "outages drawn in this session"};

    Column<float> rested_speed{this, "rested_speed", "work speed without fatigue"};
    Column<float> media_delay{this, "media_delay", "factor of the connection on the time of tasks with images, sound or video"};
    Column<float> fatigue{this, "fatigue", "hours of strain not recovered from at log-in"};
    Column<float> strain{this, "strain", "hours of strain by an hour online"};
    Column<float> exposure{this, "exposure", "exposure to harmful content, in hours"};
    Column<float> interruptions{this, "interruptions", "interruptions a second"};
    Column<std::array<float, task_families>> family_skill{this, "family_skill", "skill by family of tasks"};
    Column<std::array<float, most_accounts>> command{this, "command", "command of the accounts' languages, 0 to 3 and more"};
    Column<std::int8_t> zone{this, "zone", "offset of the local clock from UTC in quarters of an hour"};

    Column<Seconds32> submitted{this, "submitted", "work handed in"};
    Column<Seconds32> returned{this, "returned", "work given back unfinished"};
    Column<Seconds32> cut_off{this, "cut_off", "work lost by, and time spent in, an outage"};
    Column<Seconds32> interrupted{this, "interrupted", "away from work in hand: care, breaks"};
    Column<Seconds32> instructions{this, "instructions", "reading instructions"};
    Column<Seconds32> search{this, "search", "looking for tasks"};
    Column<Seconds32> waiting{this, "waiting", "waiting for tasks"};
    Column<Seconds32> qualification{this, "qualification", "signing up and taking unpaid qualification tests"};
    Column<Seconds32> payments{this, "payments", "managing payments"};
    Column<Money> reward{this, "reward", "rewards of what was handed in"};
    Column<std::uint32_t> tasks{this, "tasks", "assignments handed in"};
};

}  // namespace microwork
