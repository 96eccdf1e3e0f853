// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/entity.h"

#include <string>
#include <string_view>
#include <vector>

// Made-up secrets, at least one of each entity with a telling prefix. Made when the test runs, so that no file of ours
// holds anything that looks like a secret.
inline std::string drawn(std::size_t size, std::string_view letters = "aB3dE5gH7jK9mN2pQ4sT6vW8")
{
    std::string result;
    for (std::size_t i = 0; i < size; ++i)
        result += letters[i * 7 % letters.size()];
    return result;
}

inline std::string hex(std::size_t size) { return drawn(size, "0f1e2d3c4b5a6978"); }
inline std::string upper(std::size_t size) { return drawn(size, "A2B3C4D5E6F7GHJK"); }

struct Token {
    runlog::pii::Entity entity;
    std::string text;
};

inline std::vector<Token> tokens()
{
    using runlog::pii::Entity;
    const auto jwt = "eyJ" + drawn(20) + ".eyJ" + drawn(30) + "." + drawn(40);
    return {
        {Entity::AwsAccessKey, "AK"
                               "IA" +
                                   upper(16)},
        {Entity::AwsAccessKey, "AS"
                               "IA" +
                                   upper(16)},
        {Entity::GoogleApiKey, "AI"
                               "za" +
                                   drawn(35)},
        {Entity::GoogleOauthToken, "ya"
                                   "29." +
                                       drawn(40)},
        {Entity::GoogleOauthToken, "GOC"
                                   "SPX-" +
                                       drawn(28)},
        {Entity::GithubToken, "gh"
                              "p_" +
                                  drawn(36)},
        {Entity::GithubToken, "github"
                              "_pat_" +
                                  drawn(22) + "_" + drawn(59)},
        {Entity::GitlabToken, "gl"
                              "pat-" +
                                  drawn(20)},
        {Entity::SlackToken, "xo"
                             "xb-" +
                                 drawn(12, "1234567890") + "-" + drawn(24)},
        {Entity::StripeKey, "sk"
                            "_live_" +
                                drawn(24)},
        {Entity::StripeKey, "wh"
                            "sec_" +
                                drawn(32)},
        {Entity::OpenaiKey, "sk"
                            "-proj-" +
                                drawn(48)},
        {Entity::AnthropicKey, "sk"
                               "-ant-api03-" +
                                   drawn(90)},
        {Entity::HuggingfaceToken, "h"
                                   "f_" +
                                       drawn(34)},
        {Entity::NpmToken, "np"
                           "m_" +
                               drawn(36)},
        {Entity::PypiToken, "py"
                            "pi-AgE" +
                                drawn(60)},
        {Entity::SendgridKey, "S"
                              "G." +
                                  drawn(22) + "." + drawn(43)},
        {Entity::TwilioKey, "S"
                            "K" +
                                hex(32)},
        {Entity::MailgunKey, "ke"
                             "y-" +
                                 hex(32)},
        {Entity::TelegramBotToken, "123456789:"
                                   "AA" +
                                       drawn(33)},
        {Entity::ShopifyToken, "shp"
                               "at_" +
                                   hex(32)},
        {Entity::DigitaloceanToken, "dop"
                                    "_v1_" +
                                        hex(64)},
        {Entity::DatabricksToken, "da"
                                  "pi" +
                                      hex(32)},
        {Entity::DockerToken, "dckr"
                              "_pat_" +
                                  drawn(27)},
        {Entity::VaultToken, "hv"
                             "s." +
                                 drawn(24)},
        {Entity::Jwt, jwt},
        {Entity::SlackWebhook, "https://hooks.slack.com/services/T" + upper(8) + "/B" + upper(8) + "/" + drawn(24)},
        {Entity::DiscordWebhook, "https://discord.com/api/webhooks/123456789012345678/" + drawn(68)},
    };
}
