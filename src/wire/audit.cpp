#include "wire/audit.h"

#include "wire/names.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

constexpr std::string_view kBefore = ".before", kAfter = ".after";
/// What a customer reads of an act's facts.
constexpr std::string_view kForCustomer[] = {"amount", "currency", "number", "trial_end", "days", "state", "until"};

struct Difference {
    std::string before;
    std::string after;
};

/// What was one thing and is another, and what was said beside it.
struct Told {
    std::map<std::string, Difference> changes;
    std::map<std::string, std::string> facts;
};

Told told_by(const AuditEntry& entry) {
    Told told;
    for (const auto* pairs : {&entry.facts, &entry.personal})
        for (const auto& [name, value] : *pairs) {
            const std::string_view whole = name;
            if (whole.ends_with(kBefore))
                told.changes[std::string(whole.substr(0, whole.size() - kBefore.size()))].before = value;
            else if (whole.ends_with(kAfter))
                told.changes[std::string(whole.substr(0, whole.size() - kAfter.size()))].after = value;
            else told.facts.emplace(name, value);
        }
    return told;
}

std::string name_in(const AuditPage& page, const std::string& id) {
    const auto found = page.names.find(id);
    return found == page.names.end() ? std::string() : found->second;
}

JsonValue named(const AuditPage& page, const std::string& id) {
    if (id.empty()) return nullptr;
    return JsonObject{{"id", id}, {"name", name_in(page, id)}};
}

std::string text_of(const AuditEntry& entry, const Audience& audience) {
    Event event;
    event.type = entry.verb;
    event.actor = entry.actor;
    event.data = entry.facts;
    return text_of_event(event, audience);
}

JsonArray json_of_changes(const Told& told) {
    JsonArray changes;
    for (const auto& [name, difference] : told.changes)
        changes.push_back(JsonObject{{"name", name}, {"before", difference.before}, {"after", difference.after}});
    return changes;
}

JsonValue next_of(const AuditPage& page) { return page.next ? JsonValue(*page.next) : JsonValue(nullptr); }

/// Quoted, and no formula (OWASP, “CSV injection”).
void add_cell(std::string& text, std::string_view cell) {
    text += '"';
    if (!cell.empty() && std::string_view("=+-@\t\r'").find(cell.front()) != std::string_view::npos) text += '\'';
    for (const char c : cell) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

std::string in_words(const std::map<std::string, std::string>& facts) {
    std::string words;
    for (const auto& [name, value] : facts) words += fmt::format("{}{}={}", words.empty() ? "" : "; ", name, value);
    return words;
}

}  // namespace

JsonObject json_of(const AuditPage& page, const Audience& audience) {
    JsonArray data;
    for (const AuditEntry& entry : page.entries) {
        const Told told = told_by(entry);
        JsonObject facts;
        for (const auto& [name, value] : told.facts) facts[view(name)] = value;
        data.push_back(JsonObject{{"sequence", entry.sequence},
                                  {"at", json_of(entry.at)},
                                  {"person", JsonObject{{"id", entry.actor.id},
                                                        {"name", name_in(page, entry.actor.id)},
                                                        {"role", json_of(entry.actor.role)}}},
                                  {"verb", entry.verb},
                                  {"text", text_of(entry, audience)},
                                  {"customer", named(page, entry.customer.str())},
                                  {"subject", named(page, entry.subject)},
                                  {"reason", entry.reason},
                                  {"changes", json_of_changes(told)},
                                  {"facts", std::move(facts)},
                                  {"hash", entry.hash}});
    }
    return {{"data", std::move(data)}, {"next", next_of(page)}};
}

JsonObject json_for_customer(const AuditPage& page, const Audience& audience) {
    JsonArray data;
    for (const AuditEntry& entry : page.entries) {
        const Told told = told_by(entry);
        JsonObject facts;
        for (const auto& [name, value] : told.facts)
            if (std::ranges::find(kForCustomer, name) != std::end(kForCustomer)) facts[view(name)] = value;
        data.push_back(JsonObject{{"sequence", entry.sequence},
                                  {"at", json_of(entry.at)},
                                  {"verb", entry.verb},
                                  {"text", text_of(entry, audience)},
                                  {"about", name_in(page, entry.subject)},
                                  {"reason", entry.reason},
                                  {"facts", std::move(facts)}});
    }
    return {{"data", std::move(data)}, {"next", next_of(page)}};
}

std::string csv_of(const AuditPage& page) {
    std::string text =
        "sequence,at,person,person_name,role,verb,customer,customer_name,subject,reason,before,after,facts,hash\r\n";
    for (const AuditEntry& entry : page.entries) {
        const Told told = told_by(entry);
        std::map<std::string, std::string> before, after;
        for (const auto& [name, difference] : told.changes) {
            before[name] = difference.before;
            after[name] = difference.after;
        }
        bool is_first = true;
        for (const std::string& cell :
             {fmt::to_string(entry.sequence), entry.at.str(), entry.actor.id, name_in(page, entry.actor.id),
              entry.actor.role.str(), entry.verb, entry.customer.str(), name_in(page, entry.customer.str()),
              entry.subject, entry.reason, in_words(before), in_words(after), in_words(told.facts), entry.hash}) {
            if (!is_first) text += ',';
            is_first = false;
            add_cell(text, cell);
        }
        text += "\r\n";
    }
    return text;
}

}  // namespace settle::wire
