#include "models/microwork/page.hpp"

namespace microwork {

SIM_CLONES void draw_page(std::uint64_t key, std::size_t n, PageDraws& draws) { lanes::draw_page(key, n, draws); }

SIM_CLONES int choose_listing(Page& page, const Taker& taker, std::uint64_t tastes) {
    return lanes::choose_listing(page, taker, tastes);
}

}  // namespace microwork
