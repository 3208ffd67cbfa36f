// settle mail.
#pragma once

namespace CLI {
class App;
}

namespace settle {

/// Adds "mail" with "preview", "list" and "retry" to `app`; running one sets `status`: 0 done, 1 there was nothing to
/// do it with, 2 it could not be begun.
void add_mail_command(CLI::App& app, int& status);

}  // namespace settle
