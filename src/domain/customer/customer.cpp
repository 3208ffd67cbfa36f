#include "domain/customer/customer.h"

#include "base/text.h"

namespace settle {
namespace {

// ISO 3166-1 alpha-2, two letters each.
constexpr std::string_view kCountries =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJ"
    "BLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFR"
    "GAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZ"
    "LALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPF"
    "PGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTR"
    "TTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";
// Canada Post's abbreviations of provinces and territories.
constexpr std::string_view kCanadianProvinces = "ABBCMBNBNLNSNTNUONPEQCSKYT";

bool is_listed(std::string_view list, std::string_view two_letters) {
    for (std::size_t at = 0; at < list.size(); at += 2)
        if (list.substr(at, 2) == two_letters) return true;
    return false;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return result;
}

}  // namespace

std::string_view name_of(TaxNumberStatus status) {
    switch (status) {
        case TaxNumberStatus::kNone: return "none";
        case TaxNumberStatus::kUnverified: return "unverified";
        case TaxNumberStatus::kConfirmed: return "confirmed";
        case TaxNumberStatus::kRefused: return "refused";
    }
    ENSURE(false);
}

std::vector<std::string> BillingInformation::missing_fields() const {
    std::vector<std::string> missing;
    const std::pair<const char*, const std::string*> needed[] = {
        {"company", &company},         {"email", &email}, {"line1", &line1},
        {"postal_code", &postal_code}, {"city", &city},   {"country", &country},
    };
    for (const auto& [name, value] : needed)
        if (value->empty()) missing.emplace_back(name);
    if (country == "CA" && region.empty()) missing.emplace_back("region");
    return missing;
}

Result<std::string> parse_country(std::string_view text) {
    std::string code = upper(text);
    if (code.size() != 2 || !is_listed(kCountries, code))
        return fail(Error(ErrorCode::kCountryUnknown, "country").with("value", std::string(text)));
    return code;
}

Result<std::string> parse_region(std::string_view country, std::string_view text) {
    std::string code = upper(text);
    if (country == "CA" && !code.empty() && (code.size() != 2 || !is_listed(kCanadianProvinces, code)))
        return fail(
            Error(ErrorCode::kRegionUnknown, "region").with("value", std::string(text)).with("country", "Canada"));
    if (code.size() > 40) return fail(Error(ErrorCode::kFieldTooLong, "region").with("max", "40"));
    return code;
}

std::string email_key(std::string_view email) { return lower_case(email); }

Result<std::string> parse_email(std::string_view text) {
    const auto at = text.rfind('@');
    const bool plausible = at != std::string_view::npos && at > 0 && at <= 64 && text.size() <= 254 &&
                           text.find('.', at) != std::string_view::npos && !text.ends_with('.') &&
                           text.find("..", at) == std::string_view::npos && text[at + 1] != '.' &&
                           std::ranges::none_of(text,
                                                [](char c) {
                                                    return static_cast<unsigned char>(c) <= ' ' || c == 127 ||
                                                           c == '<' || c == '>' || c == ',' || c == ';';
                                                }) &&
                           std::ranges::count(text, '@') == 1;
    if (!plausible) return fail(Error(ErrorCode::kEmailMalformed, "email").with("value", std::string(text)));
    std::string address(text);
    // Domains have no case; local parts may have one, so they stay as they were typed.
    for (auto i = at; i < address.size(); ++i)
        if (address[i] >= 'A' && address[i] <= 'Z') address[i] = static_cast<char>(address[i] - 'A' + 'a');
    return address;
}

}  // namespace settle
