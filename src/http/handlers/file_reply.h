// Answers that are files: they are saved under their name, and never shown as a page of ours.
#pragma once

#include "http/handlers/call.h"

namespace settle::http {

Reply reply_file(const std::string& name, std::string content_type, std::string content);

}  // namespace settle::http
