// SPDX-License-Identifier: Apache-2.0
#include "tests/language/helppage.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace runlog {

namespace {

std::string unescaped(const std::string& text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '\\' && at + 3 < text.size() && text[at + 1] == 'x';
        if (escape)
            out += static_cast<char>(std::stoi(text.substr(at + 2, 2), nullptr, 16));
        else
            out += text[at];
        at += escape ? 3 : 0;
    }
    return out;
}

std::string repeated(const std::string& text, std::size_t times)
{
    const std::size_t cut = text.find_last_of('\n', text.size() - 2);
    const std::size_t begin = cut == std::string::npos ? 0 : cut + 1;
    const std::string line = text.substr(begin);
    const std::size_t mark = line.find('#');
    std::string out = text.substr(0, begin);
    for (std::size_t i = 0; i < times; ++i) {
        std::string one = line;
        if (mark != std::string::npos && mark > 0)
            one.replace(mark, 1, std::to_string(i));
        out += one;
    }
    return out;
}

} // namespace

std::string readFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string helpPath(const std::string& name) { return std::string(RUNLOG_SOURCE_DIR) + "/resources/help/" + name + ".md"; }

std::vector<Block> blocksOf(const std::string& page)
{
    std::vector<Block> blocks;
    std::istringstream lines(page);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```") && !inside) {
            const std::size_t blank = std::min(line.find(' '), line.size());
            blocks.push_back({line.substr(3, blank - 3), line.substr(std::min(blank + 1, line.size())), {}});
            inside = true;
        } else if (line.starts_with("```")) {
            inside = false;
        } else if (inside) {
            blocks.back().text += line + '\n';
        }
    }
    return blocks;
}

std::string bytesOf(const Block& block)
{
    if (block.option == "escaped")
        return unescaped(block.text);
    if (block.option.starts_with("repeat="))
        return repeated(block.text, std::stoul(block.option.substr(7)));
    return block.text;
}

std::vector<std::string> exampleFiles()
{
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(RUNLOG_SOURCE_DIR) + "/resources/help"))
        if (entry.path().extension() == ".md")
            paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    std::vector<std::string> files;
    for (const std::string& path : paths)
        for (const Block& block : blocksOf(readFile(path)))
            if (block.language == "yaml" && !block.option.starts_with("repeat="))
                files.push_back(bytesOf(block));
    return files;
}

} // namespace runlog
