// A story as it was written: who the customer is and what happens on which day.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/yaml_node.h"

#include "app/requests/decide_request.h"
#include "cli/world.h"

namespace settle::cli {

enum class Verb : std::uint8_t {
    kSubscribe,
    kPreview,
    kChange,
    kCancel,
    kRenewalOn,
    kResume,
    kUndo,
    kStartTrial,
    kExtendTrial,
    kRequest,
    kDecide,
    kSetTaxNumber,
    kSetAddress,
    kRegister,
    kAssign,
    kRelease,
    kSetCode,
    kRedeemCode,
    kAddMethod,
    kPay,
    kComplete,
    kRefund,
    kGiveCredit,
    kAdvance,
    kCount
};
/// "subscribe", "preview", …
std::string_view name_of(Verb verb);

/// A day or a time of day as the customer's clock shows it.
struct LocalTime {
    Date day;
    std::int64_t second_of_day = 0;
    friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
    /// "2026-03-01" or "2026-03-01T09:00"
    std::string str() const;
};

struct Address {
    std::optional<std::string> country;
    std::optional<std::string> region;
    std::optional<std::string> postal_code;
};

/// A request as it is filed, and what staff fix when they decide it.
struct Asking {
    RequestType type = RequestType::kContact;
    std::string message;
    std::string request = "last";      ///< "last" or a request's id.
    Decision decision = Decision::kAccept;
    std::optional<Wanted> set;         ///< Of a decision: instead of what was asked for.
    std::optional<Date> on, from, to;
    std::vector<AgreedLine> lines;
};

/// Who gets or leaves a seat, or how many.
struct Seating {
    Code seat;
    std::string email;
    std::int64_t count = 1;            ///< Of a counted kind.
    std::string code;                  ///< The invitation code.
    std::optional<Date> on;            ///< The first day without a seat that is released later.
};

struct Step {
    int line = 0;
    Verb verb = Verb::kAdvance;
    std::optional<LocalTime> at;
    std::string as = "owner";         ///< "owner", "staff" or a role of the catalog.
    Wanted set;
    std::string pay_with;             ///< A sandbox method, or empty.
    std::string reason;
    Asking asking;
    Seating seating;
    int days = 0;                     ///< Of a trial's extension.
    std::string change = "last";      ///< Which scheduled change to undo: "last", its number from 1, or its id.
    std::string invoice;              ///< "last" or a number; empty: what was bought last.
    std::string amount;               ///< Of a refund or a credit.
    std::string tax_number;           ///< Empty: the number is taken away.
    std::optional<RegisterMode> register_mode;
    Address address;
    Challenge challenge = Challenge::kOk;
    YamlNode expect;                ///< Null when nothing is expected.
};

/// Where a value stands, for errors that come out only while the story runs.
struct CustomerWish {
    std::string name;
    std::string country;
    std::string region;
    std::string tax_number;
    std::string time_zone;
    std::string language;
    int line = 0;
    int country_line = 0;
    int tax_number_line = 0;
    int time_zone_line = 0;
};

struct Story {
    std::string file;
    Catalog catalog;
    CustomerWish customer;
    RegisterMode register_mode = RegisterMode::kUp;
    LocalTime start;
    std::vector<Step> steps;
};

/// Every key, word and date is checked before anything runs. Fails with file_malformed (`where`,
/// `reason`) on the first thing that is wrong.
Result<Story> read_story(Workshop& workshop, const std::string& path);

/// The error of a file: text_of() makes "file:line: reason" of it.
std::unexpected<Error> file_error(const std::string& file, int line, std::string reason);

}  // namespace settle::cli
