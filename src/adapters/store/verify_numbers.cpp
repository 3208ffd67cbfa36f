#include "adapters/store/verify.h"

namespace settle::store {
namespace {

/// Follows the numbers of one series in their order.
struct Series {
    std::int64_t documents = 0, used = 0, first = 0, last = 0;

    void add(std::int64_t number) {
        if (documents == 0) first = number;
        if (documents == 0 || number != last) ++used;
        last = number;
        ++documents;
    }
};

void check_series(const std::string& key, const Series& series, std::int64_t taken, std::vector<Finding>& findings) {
    const auto& [documents, used, first, last] = series;
    if (used != documents) findings.push_back({"numbers", key, "a number is used twice"});
    if (first != 1 || last != used || taken != last)
        findings.push_back(
            {"numbers", key, fmt::format("{} numbers from {} to {}, {} taken", used, first, last, taken)});
}

}  // namespace

// One row per vendor, kind and year is held; the documents pass by.
Result<void> verify_numbers(Driver& db, std::vector<Finding>& findings) {
    std::map<std::string, std::int64_t> taken;
    const auto name = [](Row& row, std::string_view year) {
        return fmt::format("{}/{}/{}", row.view("vendor"), row.view("kind"), row.integer(year));
    };
    TRY_VOID(db.each(sql::verify::list_series, {}, [&](Row& row) -> Result<void> {
        taken.emplace(name(row, "year"), row.integer("last_number"));
        return {};
    }));
    std::string present;
    Series series;
    const auto close = [&] {
        if (series.documents == 0) return;
        const auto known = taken.find(present);
        check_series(present, series, known == taken.end() ? 0 : known->second, findings);
        if (known != taken.end()) taken.erase(known);
    };
    TRY_VOID(db.each(sql::verify::list_numbers, {}, [&](Row& row) -> Result<void> {
        std::string key = name(row, "series_year");
        if (key != present) {
            close();
            present = std::move(key);
            series = {};
        }
        series.add(row.integer("series_number"));
        return {};
    }));
    close();
    for (const auto& [key, last] : taken)
        if (last != 0) findings.push_back({"numbers", key, fmt::format("{} numbers taken, no document", last)});
    return {};
}

}  // namespace settle::store
