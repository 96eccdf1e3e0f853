// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/ownrows.h"

#include "tests/engine/pii/corpora.h"
#include "tests/engine/pii/secrettokens.h"

namespace labelled {

using namespace runlog::pii;

namespace {

Row rowOf(Entity entity, std::string text)
{
    Row row;
    row.kind = name(entity);
    row.id = row.kind;
    row.text = std::move(text);
    return row;
}

void addLabelled(std::vector<Row>& rows, Entity entity, const std::string& before, const std::string& value,
                 const std::string& after)
{
    auto row = rowOf(entity, before + value + after);
    row.spans.push_back({before.size(), before.size() + value.size(), row.kind, 1});
    rows.push_back(std::move(row));
}

// Where secrets stand in what agents send and receive.
void addSecret(std::vector<Row>& rows, Entity entity, const std::string& secret)
{
    addLabelled(rows, entity, "The new one is ", secret, ", please keep it.");
    addLabelled(rows, entity, "export SETTING=", secret, "\n");
    addLabelled(rows, entity, R"({"id": 17, "setting": ")", secret, R"("})");
}

void addNearMisses(std::vector<Row>& rows, Entity entity, const std::string& secret)
{
    rows.push_back(rowOf(entity, "It begins with " + secret.substr(0, 12) + "…"));
    rows.push_back(rowOf(entity, "see " + secret.substr(0, 12) + "<your-own> in the guide"));
    rows.push_back(rowOf(entity, "x" + secret.substr(0, secret.size() / 2)));
}

std::string block(const std::string& kind)
{
    return "-----BEGIN " + kind + "-----\n" + drawn(64) + "\n-----END " + kind + "-----";
}

void addBlocks(std::vector<Row>& rows)
{
    for (const std::string key : {"RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY"})
        addLabelled(rows, Entity::PrivateKey, "id_rsa:\n", block(key), "\n");
    for (const std::string other : {"CERTIFICATE", "PUBLIC KEY", "PGP MESSAGE"})
        rows.push_back(rowOf(Entity::PrivateKey, block(other)));
}

void addAddresses(std::vector<Row>& rows)
{
    for (const std::string before : {"postgres://joe:", "see https://admin:", "amqp://guest:"})
        addLabelled(rows, Entity::UrlPassword, before, "s3cretWord", "@db.acme.com/main");
    for (const std::string text : {"https://acme.com:8080/a@b", "https://joe@acme.com/",
                                   "postgres://joe:${PASSWORD}@db/main", "at 12:30 joe@acme.com"})
        rows.push_back(rowOf(Entity::UrlPassword, text));
}

void addAccountKeys(std::vector<Row>& rows)
{
    for (const std::string name :
         {"AccountName=a;AccountKey=", "DefaultEndpointsProtocol=https;AccountKey=", "connection: AccountKey="})
        addLabelled(rows, Entity::AzureStorageKey, name, drawn(86) + "==", ";EndpointSuffix=core");
    for (const auto& text :
         {"AccountKey=" + drawn(40) + "==", "AccountKey=" + drawn(86), "Account=" + drawn(86) + "=="})
        rows.push_back(rowOf(Entity::AzureStorageKey, text));
}

void addKeyed(std::vector<Row>& rows)
{
    for (const std::string before : {"API_KEY=", "Authorization: Bearer ", "client_secret: "})
        addLabelled(rows, Entity::SecretValue, before, drawn(24), "\n");
    for (const std::string before : {R"({"password": ")", R"({"user": "joe", "db_password": ")"})
        addLabelled(rows, Entity::SecretValue, before, "Hunter2!x", R"("})");
    auto argument = rowOf(Entity::SecretValue, drawn(32));
    argument.field = "apiToken";
    argument.spans.push_back({0, 32, argument.kind, 1});
    rows.push_back(std::move(argument));
    for (const std::string text :
         {"max_tokens=4096", "password: ${DB_PASSWORD}", "password=your-password-1",
          "next_page_token=abc123def456ghi789", "token: null", "commit 0f1e2d3c4b5a69780f1e2d3c4b5a6978"})
        rows.push_back(rowOf(Entity::SecretValue, text));
}

} // namespace

std::vector<Row> ownRows()
{
    auto rows = read(RUNLOG_SOURCE_DIR "/tests/engine/pii/cases.jsonl");
    for (const auto& [entity, secret] : tokens()) {
        addSecret(rows, entity, secret);
        addNearMisses(rows, entity, secret);
    }
    addBlocks(rows);
    addAddresses(rows);
    addAccountKeys(rows);
    addKeyed(rows);
    return rows;
}

Count scoreOfOwn(const std::vector<Row>& rows, Entity entity, std::vector<Miss>& misses)
{
    Count count;
    for (const auto& row : rows)
        if (row.kind == name(entity))
            count += score(row, {entity, name(entity), 0, Likelihood::Likely}, EntitySet::everything(), misses);
    return count;
}

Report measureOwn()
{
    Report report;
    const auto rows = ownRows();
    Count all;
    for (const auto& row : entities()) {
        const auto count = scoreOfOwn(rows, row.entity, report.misses);
        report.lines.push_back({"made-up texts", std::string(row.name), count});
        all += count;
    }
    report.lines.push_back({"made-up texts", "all", all});
    return report;
}

} // namespace labelled
