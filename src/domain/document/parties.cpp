#include "domain/document/parties.h"

#include "domain/tax/tax_number.h"

namespace settle {
namespace {

std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + " " + b; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The numbers that are part of a VAT number: France's is a key and the SIREN, Belgium's the enterprise number. The
// schemes are those of the Peppol code list.
void take_numbers(DocumentParty& party) {
    const std::string_view vat = party.vat_number;
    if (vat.starts_with("FR") && vat.size() == 13) {
        party.company = Identifier{std::string(vat.substr(4)), "0002"};
        party.endpoint = Identifier{std::string(vat.substr(4)), "0225"};
    } else if (vat.starts_with("BE") && vat.size() == 12) {
        party.company = Identifier{std::string(vat.substr(2)), "0208"};
        party.endpoint = Identifier{std::string(vat.substr(2)), "0208"};
    } else if (vat.starts_with("DE")) {
        party.endpoint = Identifier{std::string(vat), "9930"};
    }
    if (!party.endpoint && !party.email.empty()) party.endpoint = Identifier{party.email, "EM"};
}

// "75002 Paris": catalogs give a seller's address as it is printed.
void split_city(DocumentParty& party, const std::string& line) {
    const auto blank = line.find(' ');
    if (blank == std::string::npos || !std::ranges::any_of(line.substr(0, blank), is_digit)) {
        party.line2 = party.line2.empty() ? line : party.line2 + ", " + line;
        return;
    }
    party.postal_code = line.substr(0, blank);
    party.city = line.substr(blank + 1);
}

}  // namespace

DocumentParty party_of(const Seller& seller) {
    DocumentParty party;
    party.name = seller.legal_name;
    party.address = seller.address_lines;
    party.country = seller.country;
    party.region = seller.region;
    party.email = seller.email;
    party.is_business = true;
    for (const auto& [name, number] : seller.tax_numbers) {
        if (name == "VAT" && party.vat_number.empty()) party.vat_number = number;
        else party.other_numbers.emplace_back(name, number);
    }
    for (std::size_t i = 0; i < seller.address_lines.size(); ++i) {
        const std::string& line = seller.address_lines[i];
        if (i == 0) party.line1 = line;
        else if (i + 1 == seller.address_lines.size()) split_city(party, line);
        else party.line2 = party.line2.empty() ? line : party.line2 + ", " + line;
    }
    take_numbers(party);
    return party;
}

DocumentParty party_of(const BillingInformation& buyer) {
    DocumentParty party;
    const std::string person = joined(buyer.first_name, buyer.last_name);
    party.is_business = !buyer.company.empty();
    party.name = party.is_business ? buyer.company : person;
    if (party.is_business) party.person = person;
    for (const std::string& line : {buyer.line1, buyer.line2, joined(buyer.postal_code, buyer.city), buyer.region})
        if (!line.empty()) party.address.push_back(line);
    party.line1 = buyer.line1;
    party.line2 = buyer.line2;
    party.postal_code = buyer.postal_code;
    party.city = buyer.city;
    party.region = buyer.region;
    party.country = buyer.country;
    party.email = buyer.email;
    if (buyer.tax_number) party.vat_number = buyer.tax_number->number;
    take_numbers(party);
    return party;
}

}  // namespace settle
