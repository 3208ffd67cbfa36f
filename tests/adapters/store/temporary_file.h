// A path for a store that is gone at the end of the test.
#pragma once

#include <filesystem>
#include <random>
#include <string>

namespace settle {

class TemporaryFile {
public:
    TemporaryFile()
        : folder_(std::filesystem::temp_directory_path() / ("settle-store-" + std::to_string(std::random_device{}()))) {
        std::filesystem::create_directories(folder_);
    }
    ~TemporaryFile() { std::filesystem::remove_all(folder_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    std::string path() const { return (folder_ / "settle.db").string(); }

private:
    std::filesystem::path folder_;
};

}  // namespace settle
