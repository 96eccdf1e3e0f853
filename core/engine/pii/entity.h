// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

// The kinds of personal data and of secrets that the scanner knows: one enum, one table.
// Everything here is constant data, so any thread may read it.
namespace runlog::pii {

enum class Category : std::uint8_t {
    Pii,     // about a person; what `contains_pii` asks for
    Secret,  // opens a door; what `contains_secret` asks for
    Network, // an address of a machine; only when named in the policy
};

// The order is also the last tie-breaker between two findings of equal likelihood and length: earlier wins.
enum class Entity : std::uint8_t {
    // people, anywhere
    Email,
    Phone,
    CreditCard,
    Iban,
    Crypto,
    // Americas
    UsSsn,
    UsItin,
    UsNpi,
    UsMbi,
    AbaRoutingNumber,
    DeaNumber,
    CaSin,
    MxCurp,
    BrCpf,
    ArCuit,
    ClRut,
    EcCi,
    DoCedula,
    // Asia, Oceania, Africa
    InAadhaar,
    InPan,
    SgNricFin,
    MyNric,
    CnRic,
    HkHkid,
    TwNationalId,
    JpMyNumber,
    KrRrn,
    ThTnin,
    IlId,
    ZaIdNumber,
    AuTfn,
    AuMedicare,
    // Europe
    UkNino,
    UkNhs,
    UkDrivingLicence,
    IePps,
    DeTaxId,
    DeSocialSecurity,
    FrNir,
    EsNif,
    EsNie,
    PtNif,
    ItFiscalCode,
    NlBsn,
    BeNn,
    ChAhv,
    AtSvnr,
    PlPesel,
    CzRc,
    RoCnp,
    BgEgn,
    EeIk,
    FiPersonalIdentityCode,
    SePersonnummer,
    NoFnr,
    DkCpr,
    TrNationalId,
    // by words around them or by the name of their field
    Passport,
    DriverLicense,
    BankAccount,
    DateOfBirth,
    Person,
    Address,
    PostalCode,
    // machines
    IpAddress,
    MacAddress,
    // secrets
    AwsAccessKey,
    AzureStorageKey,
    GoogleApiKey,
    GoogleOauthToken,
    GithubToken,
    GitlabToken,
    SlackToken,
    SlackWebhook,
    DiscordWebhook,
    StripeKey,
    OpenaiKey,
    AnthropicKey,
    HuggingfaceToken,
    NpmToken,
    PypiToken,
    SendgridKey,
    TwilioKey,
    MailgunKey,
    TelegramBotToken,
    ShopifyToken,
    DigitaloceanToken,
    DatabricksToken,
    DockerToken,
    VaultToken,
    PrivateKey,
    Jwt,
    UrlPassword,
    SecretValue,
};

inline constexpr std::size_t entityCount = static_cast<std::size_t>(Entity::SecretValue) + 1;

// One line of the reference: what an author may write in `contains_pii: [NAME]` and what stands behind it.
struct EntityRow {
    Entity entity;
    std::string_view name;  // "EMAIL"
    std::string_view alias; // another name that is understood, "" if there is none
    Category category;
    bool onByDefault;             // part of `contains_pii: true` or `contains_secret: true`
    bool needsContext;            // likely only beside a telling word or in a field of a telling name
    std::string_view description; // one sentence
    std::string_view check;       // how a match is checked: "Luhn", "mod 97", "" if by its form alone
};

// All rows, in the order of the enum.
std::span<const EntityRow> entities();
const EntityRow& row(Entity entity);
std::string_view name(Entity entity);
std::string_view name(Category category); // "pii", "secret", "network"

// By name or alias, exactly as written in the table.
std::optional<Entity> entityNamed(std::string_view name);

// A set of entities; 16 bytes, compared and copied like a number.
class EntitySet {
public:
    constexpr EntitySet() = default;
    constexpr EntitySet(std::initializer_list<Entity> members)
    {
        for (const auto entity : members)
            insert(entity);
    }

    static EntitySet defaults(); // contains_pii: true
    static EntitySet secrets();  // contains_secret: true
    static EntitySet everything();
    static EntitySet of(Category category);

    constexpr void insert(Entity entity) { word(entity) |= bit(entity); }
    constexpr void erase(Entity entity) { word(entity) &= ~bit(entity); }
    constexpr bool contains(Entity entity) const { return (m_words[index(entity)] & bit(entity)) != 0; }
    constexpr bool empty() const { return (m_words[0] | m_words[1]) == 0; }
    constexpr bool intersects(const EntitySet& other) const
    {
        return ((m_words[0] & other.m_words[0]) | (m_words[1] & other.m_words[1])) != 0;
    }
    constexpr bool includes(const EntitySet& other) const
    {
        return (other.m_words[0] & ~m_words[0]) == 0 && (other.m_words[1] & ~m_words[1]) == 0;
    }
    constexpr std::size_t size() const
    {
        return static_cast<std::size_t>(std::popcount(m_words[0]) + std::popcount(m_words[1]));
    }

    friend constexpr EntitySet operator|(EntitySet left, const EntitySet& right)
    {
        left.m_words[0] |= right.m_words[0];
        left.m_words[1] |= right.m_words[1];
        return left;
    }
    friend constexpr bool operator==(const EntitySet&, const EntitySet&) = default;

private:
    static constexpr std::size_t index(Entity entity) { return static_cast<std::size_t>(entity) / 64; }
    static constexpr std::uint64_t bit(Entity entity)
    {
        return std::uint64_t{1} << (static_cast<unsigned>(entity) % 64);
    }
    constexpr std::uint64_t& word(Entity entity) { return m_words[index(entity)]; }

    std::array<std::uint64_t, 2> m_words{};
};

static_assert(entityCount <= 128, "EntitySet holds two words");

} // namespace runlog::pii
