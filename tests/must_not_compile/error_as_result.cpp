// An error is returned by fail(), so that nobody returns one by accident.
#include "base/result.h"

settle::Result<int> read() { return settle::ErrorCode::kFieldRequired; }
