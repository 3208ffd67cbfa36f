// The mail adapters, as configured.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "main/config.h"
#include "ports/mail_renderer.h"
#include "ports/mail_sender.h"

namespace settle {

/// Beside a vendor's catalog: its own templates.
inline constexpr const char* kMailFolder = "mail";

std::unique_ptr<MailSender> mail_sender(const Config& config);
/// With the vendors' own templates, by vendor. Fails with file_malformed.
Result<std::unique_ptr<MailRenderer>> mail_renderer(const Config& config,
                                                    const std::map<std::string, std::string>& folders);

}  // namespace settle
