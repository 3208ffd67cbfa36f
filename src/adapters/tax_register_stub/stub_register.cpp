#include "adapters/tax_register_stub/stub_register.h"

#include "base/hash.h"

namespace settle {
namespace {

constexpr std::array<std::string_view, 8> kCompanies = {"ATELIER DES BRUYERES", "NORDLICHT HANDEL", "PONT NEUF CONSEIL",
                                                        "VERDE MARE",           "KASTANJE BOUW",    "SOL Y SOMBRA",
                                                        "HARBOUR AND SONS",     "LIPA STUDIO"};

// Two letters, then 2 to 13 letters and digits: the shape the service itself asks for. It also
// means that nothing in the raw answer needs escaping.
bool is_well_formed(std::string_view number) {
    if (number.size() < 4 || number.size() > 15) return false;
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return letter(number[0]) && letter(number[1]) &&
           std::ranges::all_of(number, [&](char c) { return letter(c) || digit(c); });
}

std::string_view register_of(std::string_view number) {
    if (number.starts_with("GB")) return "HMRC";
    if (number.starts_with("CH")) return "UID";
    return "VIES";
}

std::size_t small_number_from(std::string_view digest, std::size_t below) {
    std::size_t value = 0;
    std::from_chars(digest.data(), digest.data() + 6, value, 16);
    return value % below;
}

std::string error_body(std::string_view code) {
    return fmt::format(R"({{"actionSucceed":false,"errorWrappers":[{{"error":"{}","message":""}}]}})", code);
}

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string answer_body(std::string_view number, std::string_view asked_at, std::string_view valid,
                        const RegisterAnswer& answer) {
    std::string address = answer.address;
    // A line end in an address is written as an escape, as the service does.
    if (const auto line_end = address.find('\n'); line_end != std::string::npos) address.replace(line_end, 1, "\\n");
    return fmt::format(
        R"({{"countryCode":"{}","vatNumber":"{}",{}"valid":{},"requestIdentifier":"{}","name":"{}","address":"{}",)"
        R"("traderName":"---","traderStreet":"---","traderPostalCode":"---","traderCity":"---",)"
        R"("traderCompanyType":"---","traderNameMatch":"NOT_PROCESSED","traderStreetMatch":"NOT_PROCESSED",)"
        R"("traderPostalCodeMatch":"NOT_PROCESSED","traderCityMatch":"NOT_PROCESSED",)"
        R"("traderCompanyTypeMatch":"NOT_PROCESSED"}})",
        number.substr(0, 2), number.substr(2), asked_at, valid, answer.consultation_number,
        answer.company.empty() ? "---" : answer.company, address.empty() ? "---" : address);
}

}  // namespace

StubRegister::StubRegister(StubRegisterOptions options) : options_(std::move(options)), mode_(options_.mode) {}

RegisterAnswer StubRegister::check(const RegisterQuestion& question) {
    const std::string_view number = question.number;
    using Verdict = RegisterAnswer::Verdict;
    RegisterAnswer answer;
    answer.register_name = register_of(number);
    if (mode_.load() == Mode::kDown) {
        answer.problem = "SERVICE_UNAVAILABLE";
        answer.raw = error_body(answer.problem);
        return answer;
    }
    if (options_.down.contains(number)) {
        answer.problem = "MS_UNAVAILABLE";
        answer.raw = error_body(answer.problem);
        return answer;
    }
    if (!is_well_formed(number)) {
        answer.verdict = Verdict::kRefused;
        answer.raw = error_body("INVALID_INPUT");
        return answer;
    }
    const std::string digest = digest_hex(fmt::format("register {}", number));
    const std::string asked_at =
        options_.clock == nullptr ? "" : fmt::format(R"("requestDate":"{}",)", options_.clock->now().str());
    answer.consultation_number = fmt::format("WAPIAAAA{}", upper(digest.substr(0, 8)));
    if (options_.refused.contains(number)) {
        answer.verdict = Verdict::kRefused;
        answer.raw = answer_body(number, asked_at, "false", answer);
        return answer;
    }
    answer.verdict = Verdict::kConfirmed;
    answer.company = kCompanies[small_number_from(digest, kCompanies.size())];
    answer.address = fmt::format("{} SANDBOX STREET\n{}", 1 + small_number_from(digest, 200), number.substr(0, 2));
    answer.raw = answer_body(number, asked_at, "true", answer);
    return answer;
}

}  // namespace settle
