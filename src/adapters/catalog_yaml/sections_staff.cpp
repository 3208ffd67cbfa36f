// Who of the vendor's own people may do what.
#include "adapters/catalog_yaml/sections.h"
#include "domain/catalog/staff_role.h"

namespace settle::catalog_yaml {
namespace {

StaffRights read_rights(const YamlNode& node, Problems& problems) {
    if (node.is_text() && node.text() == "all") return StaffRights::all();
    StaffRights rights;
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(StaffRight::kCount); ++i)
        names.push_back(name_of(static_cast<StaffRight>(i)));
    for (const YamlNode& element : read_list(node, "rights (a list, or the word all)", problems)) {
        const auto text = read_scalar(element, "rights", problems);
        if (!text) continue;
        const auto named = std::ranges::find(names, std::string_view(*text));
        if (named == names.end()) add_unknown(element, "right", *text, names, problems);
        else rights.add(static_cast<StaffRight>(named - names.begin()));
    }
    return rights;
}

StaffRole read_role(const YamlNode& node, const StaffRules& staff, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"code", "rights"};
    const MapReader map(node, "staff role", kKeys, problems);
    StaffRole role;
    if (const YamlNode* code = map.require("code")) {
        map.read("code", role.code);
        if (!role.code.empty() && staff.find(role.code) != nullptr)
            problems.add(*code, fmt::format("the staff role \"{}\" is declared twice", role.code.view()));
        if (role.code == kOperatorRole)
            problems.add(*code, "the role \"operator\" is whoever works on the machine; choose another code");
    }
    if (const YamlNode* rights = map.require("rights")) role.rights = read_rights(*rights, problems);
    return role;
}

}  // namespace

void read_staff_roles(const YamlNode& node, Catalog& catalog, Problems& problems) {
    StaffRules& staff = catalog.staff.own();
    const std::vector<StaffRole> known = std::exchange(staff.roles, {});
    for (const YamlNode& element : read_list(node, "staff_roles", problems)) {
        StaffRole role = read_role(element, staff, problems);
        // What everybody calls it, unless the texts say otherwise.
        const auto same = std::ranges::find(known, role.code, &StaffRole::code);
        if (same != known.end()) role.name = same->name;
        if (!role.code.empty() && staff.find(role.code) == nullptr) staff.roles.push_back(std::move(role));
    }
    if (std::ranges::any_of(staff.roles, [](const StaffRole& role) { return role.rights.has_all(); })) return;
    problems.add(node, "staff_roles: one role must have rights: all, or nobody could do everything");
    staff.roles = known;
}

}  // namespace settle::catalog_yaml
