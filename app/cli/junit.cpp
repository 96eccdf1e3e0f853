// SPDX-License-Identifier: Apache-2.0
#include "app/cli/testreport.h"

#include <limits>

namespace runlog::cli {

namespace {

// Line ends stay; every other control character and broken byte is escaped for people first, since XML 1.0 has no place
// for them.
std::string escaped(std::string_view text)
{
    std::string xml;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        for (const char c : printable(text.substr(at, end - at), std::numeric_limits<std::size_t>::max())) {
            switch (c) {
            case '&': xml += "&amp;"; break;
            case '<': xml += "&lt;"; break;
            case '>': xml += "&gt;"; break;
            case '"': xml += "&quot;"; break;
            case '\'': xml += "&apos;"; break;
            default: xml += c;
            }
        }
        if (end < text.size())
            xml += "&#10;";
        at = end + 1;
    }
    return xml;
}

std::string attribute(std::string_view name, std::string_view value)
{
    return ' ' + std::string(name) + "=\"" + escaped(value) + '"';
}

std::string counts(std::size_t tests, std::size_t passed)
{
    return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(tests - passed))
        + attribute("errors", "0") + attribute("skipped", "0");
}

std::string caseXml(const TestResult& test, const PolicyFile& file)
{
    const auto line = std::to_string(file.source->place(test.span.begin).line);
    std::string xml = "    <testcase" + attribute("name", test.name) + attribute("classname", file.source->name())
        + attribute("file", file.source->name()) + attribute("line", line);
    if (test.passed())
        return xml + "/>\n";
    xml += ">\n";
    for (const auto& failure : test.failures) {
        const auto place = file.source->place(failure.span.begin);
        const auto what = failure.expected.empty() ? "cannot be run: " + failure.came
                                                   : "expected " + failure.expected + ", came " + failure.came;
        xml += "      <failure" + attribute("message", what) + attribute("type", "test-failed") + ">line "
            + std::to_string(place.line) + ", column " + std::to_string(place.byteColumn) + "&#10;"
            + escaped(failure.why) + "</failure>\n";
    }
    return xml + "    </testcase>\n";
}

} // namespace

std::string junitXml(const TestReport& report)
{
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
        + counts(report.tests(), report.passed()) + ">\n";
    for (const auto& tested : report.files) {
        const auto& file = *tested.run.file;
        xml += "  <testsuite" + attribute("name", file.source->name())
            + counts(tested.run.tests.size(), tested.run.passed()) + ">\n";
        for (const auto& test : tested.run.tests)
            xml += caseXml(test, file);
        xml += "  </testsuite>\n";
    }
    return xml + "</testsuites>\n";
}

} // namespace runlog::cli
