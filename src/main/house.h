// Everything concrete plugged into everything that asks for it, for one running server.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "adapters/bank_sandbox/gateway.h"
#include "adapters/documents/documents.h"
#include "adapters/catalog_yaml/catalog_source.h"
#include "adapters/oidc/gateway.h"
#include "adapters/people_file/people_file.h"
#include "adapters/store/change_hub.h"
#include "adapters/system/clocks.h"
#include "adapters/system/ids.h"
#include "adapters/system/time_zones.h"
#include "adapters/trust/trust.h"
#include "app/context.h"
#include "main/config.h"
#include "main/crash_points.h"
#include "main/watched_gateway.h"
#include "main/watched_store.h"

namespace settle {

/// The merchant's name at the sandbox bank: one installation is one merchant.
inline constexpr const char* kMerchant = "settle";

/// Whether a house follows what other processes write: a server does, a command is done before.
enum class Hearing : std::uint8_t { kItself, kOthers };

class House {
public:
    /// Opens the store and reads the catalogs. `clock` outlives the house. Fails with file_malformed, and as the
    /// opening of the store does.
    static Result<std::unique_ptr<House>> open(const Config& config, const Clock& clock,
                                               StoreAway away = StoreAway::kRefuse, Hearing hearing = Hearing::kItself);

    Services& services() { return services_; }
    CrashPoints& crash_points() { return *crash_points_; }
    /// Who changed, here and in other processes on the same store.
    ChangeFeed& changes() { return *changes_; }
    /// Where each vendor's own mail templates are, if it has any: a folder beside its catalog.
    const std::map<std::string, std::string>& mail_folders() const { return mail_folders_; }
    /// The vendors' pictures, by the address they are served at.
    const std::map<std::string, std::string, std::less<>>& pictures() const { return pictures_; }

private:
    Result<void> take_in(const std::string& catalog_path);
    void set_up_documents();
    House(const Config& config, const Clock& clock, std::unique_ptr<CrashPoints> points,
          std::unique_ptr<ChangeHub> changes, std::unique_ptr<Store> store, std::unique_ptr<Trust> trust,
          std::unique_ptr<IdentityGateway> identity);

    std::unique_ptr<CrashPoints> crash_points_;
    std::unique_ptr<ChangeHub> changes_;
    std::unique_ptr<Store> store_;
    Catalogs catalogs_;
    FolderCatalogs installed_;
    std::unique_ptr<SandboxGateway> gateway_;
    WatchedGateway watched_gateway_;
    std::unique_ptr<TaxRegister> tax_register_;
    AbslTimeZones zones_;
    RandomIds ids_;
    std::unique_ptr<PeopleFile> people_file_ = make_people_file();
    std::unique_ptr<Trust> trust_;
    std::unique_ptr<IdentityGateway> identity_;
    Services services_;
    std::unique_ptr<DocumentRenderer> documents_;  ///< Draws the pictures that came with the catalogs.
    std::map<std::string, std::string, std::less<>> pictures_;
    std::map<std::string, std::string> mail_folders_;
};

/// All catalog files of `folder`/<vendor>/catalog.yaml, sorted. Fails with file_malformed when there is none.
Result<std::vector<std::string>> find_catalogs(const std::string& folder);

}  // namespace settle
