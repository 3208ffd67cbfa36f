#include "main/simulation_world.h"

#include "adapters/bank_sandbox/gateway.h"
#include "adapters/bank_sandbox/payer.h"
#include "adapters/catalog_yaml/catalog_node.h"
#include "adapters/store/sqlite_store.h"
#include "adapters/system/clocks.h"
#include "adapters/system/ids.h"
#include "adapters/system/time_zones.h"
#include "adapters/tax_register_stub/stub_register.h"

namespace settle {
namespace {

// The stub, and beside it a register that knows nobody.
class StoryRegister : public TaxRegister {
public:
    explicit StoryRegister(const Clock& clock) : stub_({.clock = &clock}) {}

    RegisterAnswer check(const RegisterQuestion& question) override {
        RegisterAnswer answer = stub_.check(question);
        if (!refusing_) return answer;
        answer.verdict = RegisterAnswer::Verdict::kRefused;
        answer.company.clear();
        answer.address.clear();
        return answer;
    }
    void set_mode(cli::RegisterMode mode) {
        refusing_ = mode == cli::RegisterMode::kRefusing;
        stub_.set_mode(mode == cli::RegisterMode::kDown ? StubRegister::Mode::kDown : StubRegister::Mode::kUp);
    }

private:
    StubRegister stub_;
    bool refusing_ = false;
};

class SimulationWorld : public cli::World {
public:
    static Result<std::unique_ptr<cli::World>> open(const Catalog& catalog) {
        auto world = std::unique_ptr<SimulationWorld>(new SimulationWorld());
        world->catalogs_.put(catalog);
        world->store_ = TRY(open_sqlite_store({}));
        BankOptions options;
        options.public_url = "http://bank.example";
        options.api_secret = world->ids_.secret();
        options.webhook_secret = world->ids_.secret();
        options.now = [clock = &world->clock_] { return clock->now(); };
        options.secret = [ids = &world->ids_] { return ids->secret(); };
        const SandboxGatewayOptions gateway{catalog.vendor, options.api_secret, options.webhook_secret};
        world->bank_ = TRY(Bank::open(std::move(options)));
        world->gateway_ = make_in_process_gateway(gateway, *world->bank_);
        world->services_.emplace(Services{world->catalogs_, *world->store_, *world->gateway_, world->register_,
                                          world->clock_, world->zones_, world->ids_, RateTable::built_in(),
                                          Settings{"http://shop.example", {}}});
        return std::unique_ptr<cli::World>(std::move(world));
    }

    Services& services() override { return *services_; }
    void set_time(Instant now) override { clock_.set(now); }
    void set_register(cli::RegisterMode mode) override { register_.set_mode(mode); }
    Result<std::string> pay_with(std::string_view sandbox_method) override {
        return std::string(name_of(TRY(sandbox_method_kind(sandbox_method))));
    }
    Result<void> act_as_payer(const PaymentAttemptId& key, std::string_view sandbox_method) override {
        return settle::act_as_payer(*bank_, key, sandbox_method);
    }
    Result<void> complete_challenge(const PaymentAttemptId& key, cli::Challenge answer) override {
        return settle::complete_challenge(
            *bank_, key, answer == cli::Challenge::kOk ? ChallengeAnswer::kOk : ChallengeAnswer::kFail);
    }

private:
    SimulationWorld() = default;

    MovableClock clock_{Instant{}};
    CountingIds ids_;
    AbslTimeZones zones_;
    StoryRegister register_{clock_};
    Catalogs catalogs_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Bank> bank_;
    std::unique_ptr<PaymentGateway> gateway_;
    std::optional<Services> services_;
};

cli::CatalogCheck check_of(CatalogReading reading) {
    cli::CatalogCheck check{std::move(reading.catalog), {}};
    for (const CatalogProblem& problem : reading.problems) check.problems.push_back(problem.str());
    return check;
}

}  // namespace

Result<YamlNode> SimulationWorkshop::parse_yaml(std::string_view text, const std::string& name) {
    return parse_yaml_text(text, name);
}

cli::CatalogCheck SimulationWorkshop::check_catalog_file(const std::filesystem::path& path) {
    return check_of(settle::check_catalog_file(path));
}

cli::CatalogCheck SimulationWorkshop::check_catalog_node(const YamlNode& node, const std::string& name) {
    return check_of(settle::check_catalog_node(node, name));
}

Result<std::unique_ptr<cli::World>> SimulationWorkshop::make_world(const Catalog& catalog) {
    return SimulationWorld::open(catalog);
}

}  // namespace settle
