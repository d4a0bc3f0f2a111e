#include "models/microwork/tracing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sim/elementary.hpp"

namespace microwork {

namespace el = sim::elementary;

namespace {

constexpr sim::Purpose tickets{"trace.ticket"};
constexpr sim::Purpose active{"trace.active"};

/// Whoever is drawn would log in within so many weeks, as newcomers do by default.
constexpr double active_weeks = 13;

}  // namespace

void Watch::clear() {
    bits_ = {};
    entries_.clear();
}

void Watch::add(std::uint64_t number, std::uint32_t row) {
    bits_[(number >> 6) % bits_.size()] |= std::uint64_t{1} << (number & 63);
    const auto at =
        std::lower_bound(entries_.begin(), entries_.end(), number, [](const Entry& e, std::uint64_t n) { return e.number < n; });
    entries_.insert(at, {number, row});
}

std::uint32_t Watch::search(std::uint64_t number) const {
    const auto at =
        std::lower_bound(entries_.begin(), entries_.end(), number, [](const Entry& e, std::uint64_t n) { return e.number < n; });
    return at != entries_.end() && at->number == number ? at->row : TracedId::no_row;
}

std::string traced_name(std::string_view country, std::uint32_t number) { return fmt::format("{}-{:06}", country, number); }

void Tracing::read_name(const World& world, const std::string& name, sim::Problems& problems) {
    const auto complain = [&](std::string why, std::string hint) {
        problems.add(
            {params.workers.where(), fmt::format("trace.workers: \"{}\" names nobody", name), std::move(why), std::move(hint)});
    };
    const auto dash = name.find('-');
    const std::string code = name.substr(0, dash), digits = dash == std::string::npos ? "" : name.substr(dash + 1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
        complain("a name is a country and a number", "write it as \"FR-000123\"");
        return;
    }
    const int country = world.country(code);
    if (country < 0) {
        complain(fmt::format("country \"{}\" is not in the table of countries", code),
                 sim::did_you_mean(code, world.country_codes()));
        return;
    }
    named_.push_back({static_cast<std::uint8_t>(country), number});
}

void Tracing::prepare(const World& world, std::int32_t first_tick, sim::Problems& problems) {
    first_tick_ = first_tick;
    named_.clear();
    for (const auto& name : params.workers())
        read_name(world, name, problems);
    for (const auto& code : params.countries())
        if (world.country(code) < 0)
            problems.add({params.countries.where(), "trace.countries: country \"" + code + "\" is not in the table of countries",
                          "", sim::did_you_mean(code, world.country_codes())});
    constexpr std::size_t most = 0xffff;  // events hold the person's number in 16 bits
    if (named_.size() + static_cast<std::size_t>(params.sample()) > most)
        problems.add({params.workers.where(), fmt::format("trace.workers: {} names", named_.size()),
                      "the people of a trace are counted in 16 bits", ""});
}

void Tracing::draw(const sim::Randomness& randomness, const World& world, const Activity& activity, const Workers& workers,
                   std::vector<Name>& chosen) const {
    struct Candidate {
        std::uint64_t ticket;
        Name name;
    };
    std::vector<std::uint8_t> keep(world.countries.size(), params.countries().empty());
    for (const auto& code : params.countries())
        keep[static_cast<std::size_t>(world.country(code))] = 1;
    const std::uint64_t key = randomness.key(tickets);
    const auto wanted = static_cast<std::size_t>(params.sample());
    const auto suits = [&](WorkerId w) {
        const ActivityTraits t = activity.traits(randomness, workers.key[w], workers.country[w], false);
        const bool of_class = params.among() == "all" || t.regular == (params.among() == "regular");
        return of_class && randomness.dice(active, workers.key[w]).chance(1 - el::exp(-active_weeks * t.sessions_per_week));
    };
    // What a person is like costs draws, so only those with small tickets are asked, and more of them when they are too few.
    std::vector<Candidate> found;
    for (double share = std::min(1.0, 256.0 * static_cast<double>(wanted + 4) / static_cast<double>(workers.rows() + 1));;
         share = std::min(1.0, share * 8)) {
        found.clear();
        const std::uint64_t limit = share >= 1 ? ~std::uint64_t{0} : static_cast<std::uint64_t>(share * 0x1p64);
        std::uint32_t number = 0;
        for (std::size_t r = 0; r < workers.rows(); ++r) {
            const WorkerId w{r};
            number = r > 0 && workers.country[w] == workers.country[WorkerId{r - 1}] ? number + 1 : 0;
            const std::uint64_t ticket = sim::pair_word(key, workers.key[w], 0);
            if (ticket <= limit && keep[workers.country[w]] && suits(w))
                found.push_back({ticket, {workers.country[w], number}});
        }
        if (found.size() >= wanted || share >= 1)
            break;
    }
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.ticket < b.ticket; });
    found.resize(std::min(found.size(), wanted));
    for (const Candidate& c : found)
        chosen.push_back(c.name);
}

void Tracing::choose(const sim::Randomness& randomness, const World& world, const Activity& activity, const Workers& workers,
                     Traced& people) const {
    std::vector<Name> chosen = named_;
    if (params.sample() > 0)
        draw(randomness, world, activity, workers, chosen);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    people.resize(chosen.size());
    for (std::size_t r = 0; r < chosen.size(); ++r) {
        const TracedId p{r};
        people.worker[p] = sim::mix(world.countries[chosen[r].country].key, chosen[r].number);
        people.country[p] = chosen[r].country, people.number[p] = chosen[r].number;
        people.life[p] = LifeId{};
    }
}

void Tracing::index(const Traced& people, const TracedAccounts& owned) {
    people_ = people.rows();
    keys.clear(), accounts.clear(), sessions.clear(), online.clear();
    for (std::uint32_t r = 0; r < people.rows(); ++r)
        keys.add(people.worker[TracedId{r}], r);
    for (std::uint32_t r = 0; r < owned.rows(); ++r)
        accounts.add(owned.account[TracedAccountId{r}].row, r);
}

TraceEventId Tracer::add(TracedId p, TraceKind kind, Instant time, Seconds32 seconds) const {
    const TraceEventId e = events_.append();
    const LifeId life = people_.life[p];
    events_.tick[e] = tick_, events_.time[e] = time, events_.seconds[e] = seconds;
    events_.person[e] = static_cast<std::uint16_t>(p.row), events_.kind[e] = kind;
    events_.platform[e] = events_.type[e] = nothing, events_.requester[e] = no_requester;
    events_.expected_pay[e] = lives_.expected_pay[life];
    events_.reservation_wage[e] = lives_.session[life]
                                      ? s_.reservation_wage[lives_.session[life]]
                                      : HourlyPay{lives_.baseline_wage[life].value * el::exp(lives_.wage_shift[life])};
    return e;
}

void Tracer::about(TraceEventId e, const Batches& batches, BatchId b, std::uint64_t key) const {
    events_.platform[e] = batches.platform[b], events_.type[e] = batches.type[b];
    events_.requester[e] = batches.requester[b];
    events_.batch[e] = key;
}

void Tracer::remember(TracedId p, SessionId id) const {
    people_.doing[p] = s_.doing[id], people_.cursor[p] = s_.cursor[id];
    people_.pages[p] = s_.pages[id], people_.outages[p] = s_.outages[id];
    people_.submitted[p] = s_.submitted[id], people_.returned[p] = s_.returned[id], people_.cut_off[p] = s_.cut_off[id];
    people_.interrupted[p] = s_.interrupted[id], people_.qualification[p] = s_.qualification[id];
    people_.payments[p] = s_.payments[id];
    people_.instructions[p] = s_.instructions[id], people_.search[p] = s_.search[id], people_.waiting[p] = s_.waiting[id];
}

void Tracer::book(TracedId p, SessionId id) const {
    const Instant from = people_.cursor[p];
    const Seconds32 looked = s_.search[id] - people_.search[p], waited = s_.waiting[id] - people_.waiting[p];
    if (s_.pages[id] != people_.pages[p] || looked.value > 0) {
        if (people_.look_pages[p] == 0 && people_.look_time[p].value == 0)
            people_.look_from[p] = from;
        people_.look_pages[p] += s_.pages[id] - people_.pages[p];
        people_.look_time[p] += looked;
    }
    if (waited.value > 0) {
        if (people_.wait_time[p].value == 0)
            people_.wait_from[p] = Instant{s_.cursor[id].value - waited.value};
        people_.wait_time[p] += waited;
    }
    const auto booked = [&](TraceKind kind, Seconds32 seconds) {
        if (seconds.value > 0)
            add(p, kind, from, seconds);
    };
    booked(TraceKind::instructions, s_.instructions[id] - people_.instructions[p]);
    booked(TraceKind::give_back, s_.returned[id] - people_.returned[p]);
    booked(TraceKind::submit, s_.submitted[id] - people_.submitted[p]);
    booked(TraceKind::outage, s_.cut_off[id] - people_.cut_off[p]);
    booked(TraceKind::interrupted, s_.interrupted[id] - people_.interrupted[p]);
    booked(TraceKind::payments, s_.payments[id] - people_.payments[p]);
    booked(TraceKind::qualification, s_.qualification[id] - people_.qualification[p]);
    remember(p, id);
}

void Tracer::end_looks(TracedId p) const {
    if (people_.look_pages[p] > 0 || people_.look_time[p].value > 0)
        events_.count[add(p, TraceKind::look, people_.look_from[p], people_.look_time[p])] =
            static_cast<std::int32_t>(people_.look_pages[p]);
    if (people_.wait_time[p].value > 0)
        add(p, TraceKind::wait, people_.wait_from[p], people_.wait_time[p]);
    people_.look_pages[p] = 0;
    people_.look_time[p] = people_.wait_time[p] = Seconds32{0};
}

}  // namespace microwork
