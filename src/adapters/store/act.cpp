#include "adapters/store/act.h"

#include "adapters/store/json_parts.h"
#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "base/hash.h"

namespace settle::store {

void append_part(std::string& text, std::string_view part) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, part.size()).ptr;
    text.append(digits, end);
    text += ':';
    text += part;
    text += ',';
}
void append_part(std::string& text, std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    append_part(text, std::string_view(digits, end));
}

namespace {

using json::Array;
using json::JsonValue;

void append_actor(std::string& text, const Actor& actor) {
    append_part(text, name_of(actor.kind));
    append_part(text, actor.role.view());
    append_part(text, actor.id);
}

/// What an event and its act say in the same words.
Event event_in(const Act& act, std::int64_t place) {
    Event event;
    event.id = event_id(act.customer, act.sequence + place);
    event.customer = act.customer;
    event.actor = act.actor;
    event.on_behalf_of = act.on_behalf_of;
    event.reason = act.reason;
    event.at = act.at;
    event.sequence = act.sequence + place;
    event.hash = act.hash;
    return event;
}

Pairs pairs_from(const Array& parts, std::size_t start) {
    Pairs pairs;
    for (std::size_t i = start; i < parts.size(); i += 2)
        pairs.emplace_back(json::view(parts.at(i)), json::view(parts.at(i + 1)));
    return pairs;
}

/// What an event says first under a name, or null.
const std::string* value_in(const Pairs& data, std::string_view name) {
    const auto found = std::ranges::find(data, name, &Pairs::value_type::first);
    return found == data.end() ? nullptr : &found->second;
}

/// Below this, a value is no longer than where it was said before.
constexpr std::size_t kWorthReferring = 3;

/// Which of the events before says the same under that name, or -1.
std::ptrdiff_t said_before(std::span<const Event> before, const std::string& name, const std::string& value) {
    if (value.size() < kWorthReferring) return -1;
    const auto said = std::ranges::find_if(before, [&](const Event& event) {
        const std::string* other = value_in(event.data, name);
        return other != nullptr && *other == value;
    });
    return said == before.end() ? -1 : said - before.begin();
}

/// Like pairs_from(); a number stands for what that event of the same act says under the name.
Pairs data_from(const Array& parts, const std::vector<Event>& before) {
    Pairs data;
    for (std::size_t i = 1; i < parts.size(); i += 2) {
        const std::string_view name = json::view(parts.at(i));
        const JsonValue& value = parts.at(i + 1);
        if (value.is_string()) {
            data.emplace_back(name, json::view(value));
            continue;
        }
        const std::string* said = value_in(before.at(static_cast<std::size_t>(value.as_int64())).data, name);
        if (said == nullptr) throw std::invalid_argument("a value that no event before has");
        data.emplace_back(name, *said);
    }
    return data;
}

Result<std::vector<Event>> packed_events_of(const Act& act) {
    auto events = TRY(json::unpacked(act.events, [&](const JsonValue& value) {
        std::vector<Event> found;
        for (const JsonValue& element : value.as_array()) {
            const Array& parts = element.as_array();
            Event event = event_in(act, static_cast<std::int64_t>(found.size()));
            event.type = json::view(parts.at(0));
            event.data = data_from(parts, found);
            found.push_back(std::move(event));
        }
        return found;
    }));
    if (act.personal.empty()) return events;
    TRY(json::unpacked(act.personal, [&](const JsonValue& value) {
        for (const JsonValue& element : value.as_array()) {
            const Array& parts = element.as_array();
            events.at(static_cast<std::size_t>(parts.at(0).as_int64())).personal = pairs_from(parts, 1);
        }
        return true;
    }));
    return events;
}

/// ["id","type",[["name","value"],…]]
Result<std::vector<Event>> one_event_of(const Act& act) {
    auto event = TRY(json::unpacked(act.events, [&](const JsonValue& value) {
        const Array& parts = value.as_array();
        Event found = event_in(act, 0);
        found.id = EventId(json::view(parts.at(0)));
        found.type = json::view(parts.at(1));
        found.data = json::list_of<Pairs::value_type>(parts.at(2), [](const JsonValue& pair) {
            const Array& both = pair.as_array();
            return Pairs::value_type(json::view(both.at(0)), json::view(both.at(1)));
        });
        return found;
    }));
    event.personal = TRY(unpack_pairs(act.personal));
    return std::vector<Event>{std::move(event)};
}

std::string hash_of_one(const Event& event, std::string_view previous_hash) {
    std::string text;
    append_part(text, previous_hash);
    append_part(text, event.sequence);
    append_part(text, event.id.view());
    append_part(text, event.type);
    append_actor(text, event.actor);
    append_part(text, event.on_behalf_of);
    append_part(text, event.reason);
    append_part(text, event.at.micros);
    for (const auto& [name, value] : event.data) {
        append_part(text, name);
        append_part(text, value);
    }
    return digest_hex(text);
}

}  // namespace

Act read_act(Row& row) {
    return Act{
        .customer = row.id<CustomerId>("customer"),
        .sequence = row.integer("sequence"),
        .count = row.small("count"),
        .chain = row.small("chain"),
        .actor = read_actor(row),
        .on_behalf_of = row.text("on_behalf_of"),
        .reason = row.text("reason"),
        .at = row.instant("at"),
        .events = row.text("events"),
        .personal = row.text("personal"),
        .hash = row.text("hash"),
    };
}

EventId event_id(const CustomerId& customer, std::int64_t sequence) {
    std::string_view name = customer.view();
    if (name.starts_with(CustomerId::kPrefix)) name.remove_prefix(CustomerId::kPrefix.size());
    return EventId(fmt::format("{}{}-{}", EventId::kPrefix, name, sequence));
}

bool are_one_act(const Event& a, const Event& b) {
    return a.actor.kind == b.actor.kind && a.actor.role == b.actor.role && a.actor.id == b.actor.id && a.at == b.at &&
           a.on_behalf_of == b.on_behalf_of && a.reason == b.reason;
}

void append_events(std::string& text, std::span<const Event> events) {
    JsonText json(text);
    json.open_array();
    for (std::size_t i = 0; i < events.size(); ++i) {
        json.open_array();
        json.text(events[i].type);
        for (const auto& [name, value] : events[i].data) {
            json.text(name);
            if (const std::ptrdiff_t said = said_before(events.first(i), name, value); said >= 0) json.number(said);
            else json.text(value);
        }
        json.close_array();
    }
    json.close_array();
}

void append_personal(std::string& text, std::span<const Event> events) {
    if (std::ranges::all_of(events, [](const Event& event) { return event.personal.empty(); })) return;
    JsonText json(text);
    json.open_array();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].personal.empty()) continue;
        json.open_array();
        json.number(static_cast<std::int64_t>(i));
        for (const auto& [name, value] : events[i].personal) {
            json.text(name);
            json.text(value);
        }
        json.close_array();
    }
    json.close_array();
}

Result<Act> chain_act(const CustomerId& customer, std::span<const Event> events, ChainEnd& end) {
    const Event& first = events.front();
    Act act{.customer = customer,
            .sequence = end.next,
            .count = static_cast<int>(events.size()),
            .actor = first.actor,
            .on_behalf_of = first.on_behalf_of,
            .reason = first.reason,
            .at = first.at,
            .events = {},
            .personal = {},
            .hash = {}};
    append_events(act.events, events);
    append_personal(act.personal, events);
    act.hash = TRY(chained_hash(act, end.hash));
    end = {act.sequence + act.count, act.hash};
    return act;
}

Result<std::vector<Event>> events_of(const Act& act) {
    auto events = TRY(act.chain == Act::kOneEvent ? one_event_of(act) : packed_events_of(act));
    if (std::cmp_not_equal(events.size(), act.count))
        return fail(ErrorCode::kStoreFailed, {}, fmt::format("{} events instead of {}", events.size(), act.count));
    return events;
}

Result<std::string> chained_hash(const Act& act, std::string_view previous_hash) {
    if (act.chain == Act::kOneEvent) return hash_of_one(TRY(events_of(act)).front(), previous_hash);
    if (act.chain != Act::kPacked) return fail(ErrorCode::kStoreFailed, {}, "an act of an unknown chain");
    std::string text;
    text.reserve(previous_hash.size() + act.events.size() + act.reason.size() + 160);
    append_part(text, previous_hash);
    append_part(text, act.sequence);
    append_part(text, act.count);
    append_actor(text, act.actor);
    append_part(text, act.on_behalf_of);
    append_part(text, act.reason);
    append_part(text, act.at.micros);
    append_part(text, act.events);
    return digest_base64(text);
}

}  // namespace settle::store
