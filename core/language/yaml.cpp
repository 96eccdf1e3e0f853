// SPDX-License-Identifier: Apache-2.0
#include "core/language/yaml.h"

#include "core/language/flowdepth.h"
#include "core/language/treebuilder.h"
#include "core/language/yamlerror.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <streambuf>

namespace runlog {

namespace {

// What follows the text. Without it the library takes an unclosed quote for a text that goes to the end of the file.
constexpr std::string_view sentinel = "\n...\n";

// A text that ends its last line gets no further line end: a block scalar that keeps its line ends would have one too many.
std::string_view sentinelAfter(std::string_view text) { return text.ends_with('\n') ? sentinel.substr(1) : sentinel; }

// The text and then the sentinel, without a copy of the text.
class TextThenSentinel : public std::streambuf {
public:
    explicit TextThenSentinel(std::string_view text)
        : m_parts{text, sentinelAfter(text)}
    {
        show(m_parts[0]);
    }

protected:
    int_type underflow() override
    {
        if (gptr() != egptr())
            return traits_type::to_int_type(*gptr());
        if (m_atSentinel)
            return traits_type::eof();
        m_atSentinel = true;
        show(m_parts[1]);
        return traits_type::to_int_type(*gptr());
    }

private:
    void show(std::string_view part)
    {
        char* begin = const_cast<char*>(part.data()); // streambuf reads only
        setg(begin, begin, begin + part.size());
    }

    std::string_view m_parts[2];
    bool m_atSentinel = false;
};

std::size_t offsetOf(const YAML::Mark& mark) { return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos); }

bool isTagged(const std::string& tag) { return !tag.empty() && tag != "?" && tag != "!"; }

// The library's events as calls of the builder, in its own words.
class Events : public YAML::EventHandler {
public:
    explicit Events(TreeBuilder& builder)
        : m_builder(builder)
    {
    }

    void OnDocumentStart(const YAML::Mark& mark) override { m_builder.startDocument(offsetOf(mark)); }
    void OnDocumentEnd() override { m_builder.endDocument(); }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { m_builder.addNull(offsetOf(mark), anchor != 0); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { m_builder.addAlias(offsetOf(mark)); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override
    {
        m_builder.addScalar(offsetOf(mark), value, {anchor != 0, isTagged(tag)});
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override
    {
        m_builder.open(Node::Kind::List, offsetOf(mark), styleOf(style), {anchor != 0, isTagged(tag)});
    }
    void OnSequenceEnd() override { m_builder.close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override
    {
        m_builder.open(Node::Kind::Map, offsetOf(mark), styleOf(style), {anchor != 0, isTagged(tag)});
    }
    void OnMapEnd() override { m_builder.close(); }

private:
    static Node::Style styleOf(YAML::EmitterStyle::value style)
    {
        return style == YAML::EmitterStyle::Flow ? Node::Style::Flow : Node::Style::Block;
    }

    TreeBuilder& m_builder;
};

// Stops at the second document: that it is there is all that matters, and some texts have no end of documents.
class SecondDocument : public YAML::EventHandler {
public:
    struct Found {
        std::size_t offset;
    };

    void OnDocumentStart(const YAML::Mark& mark) override { throw Found{offsetOf(mark)}; }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

void handleDocuments(std::istream& stream, TreeBuilder& builder)
{
    YAML::Parser parser(stream);
    Events events(builder);
    parser.HandleNextDocument(events);
    builder.checkRest();
    SecondDocument second;
    parser.HandleNextDocument(second);
    builder.refuseRest();
}

} // namespace

const Node* Node::find(std::string_view key) const
{
    if (kind != Kind::Map)
        return nullptr;
    for (std::size_t i = 0; i + 1 < children().size(); i += 2)
        if (children()[i].kind == Kind::Scalar && children()[i].text() == key)
            return &children()[i + 1];
    return nullptr;
}

YamlTree readYaml(std::string_view text, std::size_t base)
{
    TreeBuilder builder(text, base);
    if (const auto deep = tooDeepFlow(text)) {
        builder.report(Code::TooDeep, *deep, *deep + 1, "more than 64 levels of nesting", "put less into one another");
        return builder.take(false);
    }
    TextThenSentinel buffer(text);
    std::istream stream(&buffer);
    try {
        handleDocuments(stream, builder);
    } catch (const SecondDocument::Found& found) {
        builder.refuseSecondDocument(found.offset);
    } catch (const TreeBuilder::Stop&) {
        return builder.take(false);
    } catch (const YAML::Exception& exception) {
        reportYamlError(builder, exception.msg, offsetOf(exception.mark));
        return builder.take(false);
    }
    return builder.take(true);
}

} // namespace runlog
