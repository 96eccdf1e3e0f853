// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/checksums.h"
#include "core/engine/pii/shapes.h"
#include "tests/engine/pii/print.h"
#include "tests/engine/pii/samples.h"

#include <QtTest>

using namespace runlog::pii;

namespace {

// The likelihood of the finding that covers exactly the value; "" where there is none.
std::string worth(const std::string& before, std::string_view value, std::string_view after, Entity entity)
{
    const auto text = before + std::string(value) + std::string(after);
    for (const auto& finding : findIn(text, EntitySet{entity}))
        if (finding.begin == before.size() && finding.end == before.size() + value.size())
            return std::string(name(finding.likelihood));
    return {};
}

int survivorsOf(const Sample& sample)
{
    int survivors = 0;
    for (std::size_t i = 0; i < sample.value.size(); ++i)
        for (char digit = '0'; isDigit(sample.value[i]) && digit <= '9'; ++digit) {
            std::string mutant(sample.value);
            mutant[i] = digit;
            const auto likelihood = worth(std::string(sample.word) + " ", mutant, "", sample.entity);
            survivors += mutant != sample.value && (likelihood == "likely" || likelihood == "very_likely") ? 1 : 0;
        }
    return survivors;
}

std::string label(const Sample& sample) { return std::string(name(sample.entity)).append(" ").append(sample.value); }

} // namespace

class TestSamples : public QObject {
    Q_OBJECT

private slots:
    void everySampleIsWorthWhatItsRuleSays();
    void everyChecksumRefusesTheMutationsThatItCanSee();
    void everyShapeWithACheckHasASample();
    void longerWordsAndNumbersHideASample();
    void twoDigitsThatChangePlacesAreSeenByTheStrongChecksums();
};

void TestSamples::everySampleIsWorthWhatItsRuleSays()
{
    for (const auto& sample : samples) {
        const auto alone = worth("", sample.value, "", sample.entity);
        QVERIFY2(alone == sample.alone, (label(sample) + " alone is " + alone).c_str());
        const auto beside = worth(std::string(sample.word) + ": ", sample.value, ".", sample.entity);
        QVERIFY2(beside == sample.beside, (label(sample) + " beside its word is " + beside).c_str());
    }
}

void TestSamples::everyChecksumRefusesTheMutationsThatItCanSee()
{
    for (const auto& sample : samples) {
        const int survivors = survivorsOf(sample);
        QVERIFY2(survivors == sample.survivors,
                 (label(sample) + " has survivors: " + std::to_string(survivors)).c_str());
    }
}

void TestSamples::everyShapeWithACheckHasASample()
{
    for (const auto& shape : shapes()) {
        const bool sampled = std::ranges::find(samples, shape.entity, &Sample::entity) != std::end(samples);
        QVERIFY2(sampled || shape.check == nullptr, std::string(name(shape.entity)).c_str());
    }
}

void TestSamples::longerWordsAndNumbersHideASample()
{
    for (const auto& sample : samples) {
        const auto word = std::string(sample.word) + " ";
        QVERIFY2(worth(word + "7", sample.value, "", sample.entity).empty(), label(sample).c_str());
        QVERIFY2(worth(word + "x_", sample.value, "", sample.entity).empty(), label(sample).c_str());
        QVERIFY2(worth(word, sample.value, "_x", sample.entity).empty(), label(sample).c_str());
        QVERIFY2(worth(word, sample.value, "-7", sample.entity).empty() || sample.entity == Entity::Iban
                     || sample.entity == Entity::Crypto,
                 label(sample).c_str());
    }
}

void TestSamples::twoDigitsThatChangePlacesAreSeenByTheStrongChecksums()
{
    for (const std::string_view digits : {"722662390263", "722662390623", "727662390263"})
        QCOMPARE(verhoeff(digits), digits == "722662390263");
    QVERIFY(luhn("4539578763621486"));
    QVERIFY(!luhn("4593578763621486"));
    QVERIFY(mod11And10("45890379624"));
    QVERIFY(!mod11And10("45890376924"));
    QCOMPARE(mod97("3214282912345698765432161182"), 1U);
    QVERIFY(mod97("3214282912345698765432161128") != 1U);
}

QTEST_APPLESS_MAIN(TestSamples)
#include "tst_samples.moc"
