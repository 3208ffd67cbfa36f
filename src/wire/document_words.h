// The words of documents: those of the portal and the API, so that a line is explained everywhere alike.
#pragma once

#include "domain/document/describe.h"

namespace settle::wire {

DocumentWords document_words();

}  // namespace settle::wire
