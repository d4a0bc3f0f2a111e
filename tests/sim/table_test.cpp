#include "sim/table.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <numeric>

#include "sim/contract.hpp"

namespace sim::table_test {

struct ThingTag;
struct OtherTag;

/// One column of every width and role; the same as arrays and as packed records.
template <class Base>
struct Columns : Base {
    template <class T>
    using Column = typename Base::template Column<T>;

    explicit Columns(std::string_view name) : Base(name, "things") { this->hash_by("key", "group"); }
    Column<std::uint8_t> group{this, "group", "where it is counted"};
    Column<std::uint64_t> key{this, "key", "identity, 0 = free"};
    Column<Money> pay{this, "pay", "money"};
    Column<std::int16_t> small{this, "small", "two bytes"};
    Column<float> value{this, "value", "four bytes"};
    Column<std::array<std::uint16_t, 3>> memory{this, "memory", "a short array"};
    Column<Id<OtherTag>> link{this, "link", "a row of another table"};
    Column<double> scratch{this, "scratch", "worth nothing after the tick", Role::scratch};
};
using Arrays = Columns<Table<ThingTag>>;
using Packed = Columns<Records<ThingTag>>;

template <class T>
class TableTest : public testing::Test {};
using BothLayouts = testing::Types<Arrays, Packed>;
TYPED_TEST_SUITE(TableTest, BothLayouts);

template <class T>
void set_row(T& table, std::size_t row, std::uint64_t key, std::int64_t seed) {
    const Id<ThingTag> id{row};
    table.group[id] = static_cast<std::uint8_t>(seed % 3);
    table.key[id] = key;
    table.pay[id] = Money{seed * 1'000'003};
    table.small[id] = static_cast<std::int16_t>(seed * 7);
    table.value[id] = static_cast<float>(seed) / 4;
    table.memory[id] = {static_cast<std::uint16_t>(seed), 2, static_cast<std::uint16_t>(seed + 5)};
    table.link[id] = Id<OtherTag>{static_cast<std::size_t>(seed)};
    table.scratch[id] = static_cast<double>(seed);
}

template <class T>
std::uint64_t hash_of(const T& table) {
    std::array<std::uint64_t, 4> by_group{};
    table.add_hash(by_group, Parallel(1));
    return std::accumulate(by_group.begin(), by_group.end(), std::uint64_t{0});
}

/// Hash of rows with the given keys and seeds, in this order of rows.
template <class T>
std::uint64_t hash_of_rows(const std::vector<std::pair<std::uint64_t, std::int64_t>>& rows, const char* name = "things") {
    T table(name);
    table.resize(rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r)
        set_row(table, r, rows[r].first, rows[r].second);
    return hash_of(table);
}

TYPED_TEST(TableTest, DeclarationsSayTypeUnitWidthAndRole) {
    const TypeParam table("things");
    ASSERT_EQ(table.columns().size(), 8U);
    const auto& pay = table.columns()[2];
    EXPECT_EQ(pay.name, "pay");
    EXPECT_EQ(pay.unit, "1e-6 USD");
    EXPECT_EQ(pay.width, 8U);
    const auto& memory = table.columns()[5];
    EXPECT_EQ(memory.width, 2U);
    EXPECT_EQ(memory.count, 3U);
    EXPECT_EQ(table.columns()[6].role, Role::link) << "an Id is a link without being told";
    EXPECT_EQ(table.columns()[7].role, Role::scratch);
}

TYPED_TEST(TableTest, GrowthKeepsValuesAndNewRowsAreZero) {
    TypeParam table("things");
    constexpr std::size_t rows = 20'000;
    for (std::size_t r = 0; r < rows; ++r) {
        const auto id = table.append();
        ASSERT_EQ(id.row, r);
        ASSERT_EQ(table.key[id], 0U);
        ASSERT_EQ(table.memory[id], (std::array<std::uint16_t, 3>{}));
        set_row(table, r, r + 1, static_cast<std::int64_t>(r));
    }
    for (std::size_t r = 0; r < rows; ++r) {
        const Id<ThingTag> id{r};
        const auto seed = static_cast<std::int64_t>(r);
        ASSERT_EQ(table.key[id], r + 1);
        ASSERT_EQ(table.pay[id], Money{seed * 1'000'003});
        ASSERT_EQ(table.memory[id][2], static_cast<std::uint16_t>(r + 5));
        ASSERT_EQ(table.link[id].row, r);
        ASSERT_EQ(table.scratch[id], static_cast<double>(r));
    }
}

TYPED_TEST(TableTest, ReserveChangesNoRow) {
    TypeParam table("things");
    table.resize(3);
    set_row(table, 1, 9, 4);
    const auto before = hash_of(table);
    table.reserve(100'000);
    EXPECT_EQ(table.rows(), 3U);
    EXPECT_EQ(hash_of(table), before);
    EXPECT_GE(table.allocated_bytes(), 100'000 * table.row_bytes());
}

TYPED_TEST(TableTest, DroppedRowsComeBackZero) {
    TypeParam table("things");
    table.resize(10);
    for (std::size_t r = 0; r < 10; ++r)
        set_row(table, r, r + 1, 77);
    table.resize(4);
    table.resize(12);
    EXPECT_EQ(table.key[Id<ThingTag>{3}], 4U) << "kept";
    for (std::size_t r = 4; r < 12; ++r) {
        const Id<ThingTag> id{r};
        EXPECT_EQ(table.key[id], 0U) << r;
        EXPECT_EQ(table.pay[id].value, 0) << r;
        EXPECT_EQ(table.scratch[id], 0.0) << r;
        EXPECT_EQ(table.link[id].row, 0U) << "zero, like every other byte";
    }
}

TYPED_TEST(TableTest, CopiedAndZeroedRowsLeaveTheirNeighboursAlone) {
    TypeParam table("things");
    table.resize(4);
    for (std::size_t r = 0; r < 4; ++r)
        set_row(table, r, r + 1, static_cast<std::int64_t>(10 * r));
    table.copy_row(3, 1);
    table.zero_row(2);
    EXPECT_EQ(table.key[Id<ThingTag>{0}], 1U);
    EXPECT_EQ(table.key[Id<ThingTag>{1}], 4U);
    EXPECT_EQ(table.value[Id<ThingTag>{1}], 7.5F);
    EXPECT_EQ(table.key[Id<ThingTag>{2}], 0U);
    EXPECT_EQ(table.value[Id<ThingTag>{2}], 0.0F);
    EXPECT_EQ(table.key[Id<ThingTag>{3}], 4U);
}

TYPED_TEST(TableTest, TheUntypedViewSeesTheTypedValues) {
    TypeParam table("things");
    table.resize(3);
    set_row(table, 2, 5, 8);
    const std::byte* at = table.column_data(2) + 2 * table.stride(2);
    EXPECT_EQ(*reinterpret_cast<const std::int64_t*>(at), 8 * 1'000'003);
}

TYPED_TEST(TableTest, OwnReachesItsRow) {
    TypeParam table("things");
    table.resize(2);
    const Own<TypeParam> own(table, 1);
    own[&TypeParam::small] = 12;
    EXPECT_EQ(table.small[Id<ThingTag>{1}], 12);
    EXPECT_EQ(table.small[Id<ThingTag>{0}], 0);
    EXPECT_EQ(own.id(), Id<ThingTag>{1});
}

TYPED_TEST(TableTest, EveryStateColumnAndEveryElementEntersTheHash) {
    TypeParam table("things");
    table.resize(3);
    for (std::size_t r = 0; r < 3; ++r)
        set_row(table, r, r + 1, 6);
    const auto whole = hash_of(table);
    const Id<ThingTag> id{1};
    const auto changed = [&](auto& place, auto value) {
        const auto kept = place;
        place = value;
        const bool differs = hash_of(table) != whole;
        place = kept;
        EXPECT_EQ(hash_of(table), whole);
        return differs;
    };
    EXPECT_TRUE(changed(table.group[id], std::uint8_t{1}));
    EXPECT_TRUE(changed(table.key[id], std::uint64_t{99}));
    EXPECT_TRUE(changed(table.pay[id], table.pay[id] + Money{1}));
    EXPECT_TRUE(changed(table.small[id], std::int16_t{-42}));
    EXPECT_TRUE(changed(table.value[id], 1.5000001F));
    for (std::size_t e = 0; e < 3; ++e)
        EXPECT_TRUE(changed(table.memory[id][e], std::uint16_t{999})) << e;
    EXPECT_FALSE(changed(table.link[id], Id<OtherTag>{54321})) << "rows are reused: a link is no state";
    EXPECT_FALSE(changed(table.scratch[id], -1.0));
}

TYPED_TEST(TableTest, SwappedElementsOfAnArrayAreSeen) {
    TypeParam one("things"), two("things");
    one.resize(1), two.resize(1);
    set_row(one, 0, 1, 3), set_row(two, 0, 1, 3);
    std::swap(two.memory[Id<ThingTag>{0}][0], two.memory[Id<ThingTag>{0}][2]);
    EXPECT_NE(hash_of(one), hash_of(two));
}

TYPED_TEST(TableTest, FreeRowsAreNotHashed) {
    TypeParam table("things");
    table.resize(1);
    set_row(table, 0, 1, 3);
    const auto alone = hash_of(table);
    table.resize(1500);
    EXPECT_EQ(hash_of(table), alone);
    table.small[Id<ThingTag>{1200}] = 5;
    EXPECT_EQ(hash_of(table), alone) << "what a free row still holds is no state";
}

TYPED_TEST(TableTest, EqualRowsInTablesOfAnotherNameDiffer) {
    EXPECT_NE(hash_of_rows<TypeParam>({{1, 1}, {2, 2}}, "things"), hash_of_rows<TypeParam>({{1, 1}, {2, 2}}, "others"));
}

TYPED_TEST(TableTest, EachRowIsCountedInItsGroup) {
    TypeParam table("things");
    table.resize(2);
    set_row(table, 0, 1, 4);  // group 1
    set_row(table, 1, 2, 5);  // group 2
    std::array<std::uint64_t, 4> before{}, after{};
    table.add_hash(before, Parallel(1));
    table.small[Id<ThingTag>{1}] = 0;
    table.add_hash(after, Parallel(1));
    EXPECT_EQ(before[0], 0U);
    EXPECT_EQ(before[1], after[1]);
    EXPECT_NE(before[2], after[2]);
    EXPECT_EQ(before[3], 0U);
}

TYPED_TEST(TableTest, ThreadsDoNotEnterTheHash) {
    TypeParam table("things");
    table.resize(30'000);
    for (std::size_t row = 0; row < table.rows(); ++row)
        set_row(table, row, row % 7 == 0 ? 0 : row, static_cast<std::int64_t>(row));  // some rows are free
    std::array<std::uint64_t, 4> one{}, three{};
    table.add_hash(one, Parallel(1));
    table.add_hash(three, Parallel(3));
    EXPECT_EQ(one, three);
    EXPECT_NE(one[0], 0U);
}

TEST(Table, BothLayoutsHashAlike) {
    const std::vector<std::pair<std::uint64_t, std::int64_t>> rows{{3, 1}, {5, 2}, {7, 100}};
    EXPECT_EQ(hash_of_rows<Arrays>(rows), hash_of_rows<Packed>(rows));
}

TEST(Table, WithoutAKeyNothingIsHashed) {
    struct Plain : Table<OtherTag> {
        Plain() : Table("plain", "no identity") {}
        Column<std::uint64_t> value{this, "value", "any"};
    } plain;
    plain.resize(2);
    plain.value[Id<OtherTag>{0}] = 7;
    std::array<std::uint64_t, 1> hash{};
    plain.add_hash(hash, Parallel(1));
    EXPECT_EQ(hash[0], 0U);
}

RC_GTEST_PROP(Table, TheOrderOfRowsDoesNotEnterTheHash, (std::vector<std::int16_t> seeds)) {
    std::vector<std::pair<std::uint64_t, std::int64_t>> rows;
    for (const auto s : seeds)
        rows.emplace_back(rows.size() + 1, std::abs(static_cast<std::int64_t>(s)));
    auto shuffled = rows;
    const auto turn = *rc::gen::inRange<std::size_t>(0, rows.size() + 1);
    std::rotate(shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(turn), shuffled.end());
    std::reverse(shuffled.begin(), shuffled.begin() + static_cast<std::ptrdiff_t>(shuffled.size() / 2));
    RC_ASSERT(hash_of_rows<Arrays>(rows) == hash_of_rows<Arrays>(shuffled));
    RC_ASSERT(hash_of_rows<Packed>(rows) == hash_of_rows<Packed>(shuffled));
}

/// Two rows that swap all values but their keys hold another state, although every column holds the same numbers.
TEST(Table, ValuesBelongToTheirKey) {
    EXPECT_NE(hash_of_rows<Arrays>({{1, 10}, {2, 20}}), hash_of_rows<Arrays>({{1, 20}, {2, 10}}));
}

TEST(Table, AnIdOfNoRowIsFalse) {
    EXPECT_FALSE(Id<ThingTag>{});
    EXPECT_TRUE(Id<ThingTag>{0});
}

/// Totals of groups are added up, whatever the layout, and the groups begin anew.
TEST(Totals, AreTakenOverAndLeaveZeros) {
    struct Sums final : Table<struct SumRow> {
        Sums() : Table("sums", "totals") { resize(3); }
        Column<std::int64_t> first{this, "first", ""}, second{this, "second", ""};
    };
    struct PackedSums final : Records<struct PackedRow> {
        PackedSums() : Records("packed_sums", "totals") { resize(3); }
        Column<std::int64_t> first{this, "first", ""}, second{this, "second", ""};
    };
    const auto check = [](auto& book, auto& group) {
        using Row = typename std::remove_reference_t<decltype(book)>::row_id;
        book.first[Row{1}] = 5, group.first[Row{1}] = -7, group.second[Row{2}] = 3;
        EXPECT_EQ(group.nonzero_totals(), 2);
        book.take_totals(group);
        EXPECT_EQ(group.nonzero_totals(), 0);
        EXPECT_EQ(book.first[Row{1}], -2);
        EXPECT_EQ(book.second[Row{2}], 3);
        EXPECT_EQ(book.second[Row{0}], 0);
        book.take_totals(group);
        EXPECT_EQ(book.first[Row{1}], -2) << "nothing is added twice";
    };
    Sums book, group;
    check(book, group);
    PackedSums packed_book, packed_group;
    check(packed_book, packed_group);
    if (contracts_checked) {
        EXPECT_THROW(book.take_totals(packed_group), ContractError);
        group.resize(4);
        EXPECT_THROW(book.take_totals(group), ContractError);
    }
}

}  // namespace sim::table_test
