// SPDX-License-Identifier: Apache-2.0
#include "core/language/inspect.h"
#include "tests/language/printing.h"

#include "tests/language/shown.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

using namespace runlog;
namespace fs = std::filesystem;

namespace {

std::string readText(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Valid YAML that is not read to the suite's events, with the reason.
const std::map<std::string, std::string>& exceptions()
{
    static const std::string directives = "directives are refused";
    static const std::string keys = "keys that are no text are refused";
    static const std::string flowKeys = "the library does not take a key over several lines in brackets";
    static const std::map<std::string, std::string> list{
        {"27NA", directives}, {"2LFX", directives}, {"6LVF", directives}, {"BEC7", directives}, {"DK95/07", directives},
        {"MUS6/02", directives}, {"MUS6/03", directives}, {"MUS6/04", directives}, {"MUS6/05", directives}, {"MUS6/06", directives},
        {"RTP8", directives}, {"2JQS", keys}, {"6PBE", keys}, {"9MMW", keys}, {"CFD4", keys}, {"DFF7", keys}, {"FRK4", keys},
        {"KK5P", keys}, {"LX3P", keys}, {"M2N8/00", keys}, {"M2N8/01", keys}, {"M5DY", keys}, {"NHX8", keys}, {"Q9WF", keys},
        {"S3PD", keys}, {"SBG9", keys}, {"UKK6/00", keys}, {"V9D5", keys}, {"4FJ6", keys},
        {"4ABK", "a key with `:` in it and no value is refused: a blank is missing"},
        {"4MUZ/00", flowKeys}, {"4MUZ/01", flowKeys}, {"4MUZ/02", flowKeys}, {"5MUD", flowKeys}, {"8KB6", flowKeys},
        {"9BXH", flowKeys}, {"9SA2", flowKeys}, {"K3WX", flowKeys}, {"NJ66", flowKeys}, {"VJP3/01", flowKeys},
        {"652Z", "the library takes no plain text that begins with `?` in brackets"},
        {"HM87/01", "the library takes no plain text that begins with `?` in brackets"},
        {"JR7V", "the library takes no plain text with `?` after a comma in brackets"},
        {"DK3J", "the library takes no block scalar without indentation at the top"},
        {"FP8R", "the library takes no block scalar without indentation at the top"},
        {"DK95/04", "a line of one tab is refused"},
        {"NAT4", "the library folds quoted texts of nothing but line ends in another way"},
        {"SM9W/00", "the library reads a lone `-` at the end of the file as nothing"},
        {"SM9W/01", "the library reads a lone `:` at the end of the file as nothing"},
    };
    return list;
}

bool isInScope(const std::string& events)
{
    std::istringstream lines(events);
    std::size_t documents = 0;
    for (std::string line; std::getline(lines, line);) {
        const bool start = line.starts_with("+MAP") || line.starts_with("+SEQ");
        const bool scalar = line.starts_with("=VAL");
        if (line.starts_with("=ALI") || (start && line.find_first_of("&<") != std::string::npos)
            || (scalar && line.size() > 5 && (line[5] == '&' || line[5] == '<')))
            return false;
        documents += line.starts_with("+DOC") ? 1U : 0U;
    }
    return documents <= 1;
}

std::string withoutDocuments(const std::string& events)
{
    std::istringstream lines(events);
    std::string out;
    for (std::string line; std::getline(lines, line);)
        if (line.find("STR") == std::string::npos && line.find("DOC") == std::string::npos)
            out += line + '\n';
    return out;
}

struct Outcome {
    bool refused = false;
    std::string events;
};

Outcome readCase(const std::string& text, const std::string& expected)
{
    const Source source("in.yaml", text);
    Report report;
    const Inspected inspected = inspect(source, report);
    const YamlTree tree = readYaml(std::string_view(text).substr(inspected.textBegin));
    const bool anything = expected.find("+DOC") != std::string::npos;
    return {report.errors() > 0 || hasError(tree.diagnostics), anything ? printEvents(tree.root) : ""};
}

} // namespace

class TestYamlSuite : public QObject {
    Q_OBJECT
private slots:
    void everyCaseIsReadOrRefusedAsTheSuiteSays()
    {
        const fs::path root = fs::path(RUNLOG_SHARED_DIR) / "hostile" / "yaml-test-suite";
        std::map<std::string, int> counts;
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            if (entry.path().filename() != "in.yaml")
                continue;
            const fs::path folder = entry.path().parent_path();
            ++counts[judge(folder, fs::relative(folder, root).generic_string())];
        }
        QCOMPARE(counts["invalid"], 94);
        QCOMPARE(counts["same"] + counts["listed"], 232);
        QCOMPARE(counts["listed"], static_cast<int>(exceptions().size()));
        QCOMPARE(counts["invalid"] + counts["same"] + counts["listed"] + counts["elsewhere"], 402);
        qInfo("94 invalid refused; %d valid give their events, %d are listed", counts["same"], counts["listed"]);
    }

private:
    static const char* judge(const fs::path& folder, const std::string& name)
    {
        const std::string expected = readText(folder / "test.event");
        const Outcome outcome = readCase(readText(folder / "in.yaml"), expected);
        if (fs::exists(folder / "error")) {
            if (!outcome.refused)
                QTest::qFail(("accepted " + name).c_str(), __FILE__, __LINE__);
            return "invalid";
        }
        if (!isInScope(expected))
            return "elsewhere";
        const bool same = !outcome.refused && outcome.events == withoutDocuments(expected);
        if (same == exceptions().contains(name))
            QTest::qFail((name + (same ? " is listed and reads well" : " differs:\n" + outcome.events)).c_str(), __FILE__, __LINE__);
        return same ? "same" : "listed";
    }
};

QTEST_APPLESS_MAIN(TestYamlSuite)
#include "tst_yamlsuite.moc"
