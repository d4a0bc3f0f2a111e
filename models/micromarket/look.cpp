#include "models/micromarket/look.hpp"

namespace micromarket {

namespace {

constexpr sim::Purpose on_line{"micromarket.on_line"};
constexpr sim::Purpose rejected{"micromarket.rejected"};
constexpr sim::Purpose look{"micromarket.look"};

}  // namespace

LookKeys::LookKeys(const sim::Step& step) {
    const auto key = [&](sim::Purpose purpose, std::uint64_t n) {
        return sim::mix(step.key(purpose), static_cast<std::uint64_t>(step.tick) << 8 | n);
    };
    on_line = key(micromarket::on_line, 0);
    rejected = key(micromarket::rejected, 0);
    for (std::size_t k = 0; k < looks_per_step; ++k)
        look[k] = key(micromarket::look, k);
}

}  // namespace micromarket
