#include "adapters/people_file/csv_scanner.h"

#include <algorithm>

namespace settle {

Result<void> CsvScanner::feed(std::string_view piece) {
    while (!piece.empty()) {
        if (const std::size_t run = run_length(piece); run > 0) {
            append(piece.substr(0, run));
            after_return_ = false;
            piece.remove_prefix(run);
            continue;
        }
        TRY_VOID(take(piece.front()));
        piece.remove_prefix(1);
    }
    return {};
}

// How much of `piece` only makes the cell longer.
std::size_t CsvScanner::run_length(std::string_view piece) const {
    if (state_ != State::kPlain && state_ != State::kQuoted) return 0;
    const bool quoted = state_ == State::kQuoted;
    const auto* end = std::ranges::find_if(
        piece, [&](char c) { return c == '\n' || c == '\r' || (quoted ? c == '"' : c == separator_); });
    return static_cast<std::size_t>(end - piece.begin());
}

Result<void> CsvScanner::take(char c) {
    const bool second_half = std::exchange(after_return_, c == '\r') && c == '\n';
    if (state_ == State::kQuoted) {
        if (c == '\r' || (c == '\n' && !second_half)) ++line_;
        take_quoted(c);
        return {};
    }
    if (second_half) return {};
    if (c == separator_) {
        end_cell();
        return {};
    }
    if (c == '\n' || c == '\r') return end_line();
    switch (state_) {
        case State::kBefore:
            if (c == '"') {
                cell_.clear();
                state_ = State::kQuoted;
                quote_line_ = line_;
                return {};
            }
            append({&c, 1});
            if (c != ' ' && c != '\t') state_ = State::kPlain;
            return {};
        case State::kQuote:
            if (c == '"') {
                append("\"");
                state_ = State::kQuoted;
                return {};
            }
            state_ = State::kAfter;
            [[fallthrough]];
        case State::kAfter:
            if (c == ' ' || c == '\t') return {};
            fault_ = CellFault::kQuotes;
            append({&c, 1});
            state_ = State::kPlain;
            return {};
        case State::kPlain:
        case State::kQuoted: break;
    }
    append({&c, 1});
    return {};
}

void CsvScanner::take_quoted(char c) {
    if (c == '"') state_ = State::kQuote;
    else append({&c, 1});
}

void CsvScanner::append(std::string_view text) {
    const std::size_t room = table_.max_cell_bytes() - cell_.size();
    if (text.size() > room && fault_ == CellFault::kNone) fault_ = CellFault::kTooLong;
    cell_ += text.substr(0, room);
}

void CsvScanner::end_cell() {
    table_.add_cell(column_, cell_, fault_);
    ++column_;
    cell_.clear();
    fault_ = CellFault::kNone;
    state_ = State::kBefore;
}

Result<void> CsvScanner::end_line() {
    end_cell();
    column_ = 0;
    TRY_VOID(table_.end_row(row_line_));
    ++line_;
    row_line_ = line_;
    return {};
}

Result<void> CsvScanner::finish() {
    if (state_ == State::kQuoted)
        return fail(Error(ErrorCode::kImportQuoteOpen).with("line", std::to_string(quote_line_)));
    const bool nothing_begun = state_ == State::kBefore && cell_.empty() && column_ == 0;
    return nothing_begun ? Result<void>{} : end_line();
}

}  // namespace settle
