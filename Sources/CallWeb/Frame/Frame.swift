import CallDesk
import Calls
import Hummingbird

/// What surrounds every page: navigation, the reader's choices, and the keys.
struct Frame: Sendable {
    struct Link: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
        let icon: String
        /// How many wait there; nil for none.
        let waiting: String?
    }

    struct Choice: Sendable {
        let name: String
        let value: String
        let label: String
        let shortLabel: String
        /// BCP 47, of the label.
        let tongue: String
        let isCurrent: Bool
    }

    struct Key: Sendable {
        let keys: [String]
        let does: String
    }

    let title: String
    let language: String
    let theme: String
    let singleKeys: String
    let assets: String
    let links: [Link]
    /// Where the choices lead back to.
    let back: String
    /// Stands in every form that changes something; bound to the reader's session.
    let csrf: String
    /// Who is signed in; nil before, and at the socket.
    let person: String?
    let languages: [Choice]
    let themes: [Choice]
    let keyChoice: Choice
    let keys: [Key]
}

/// A part of the house in the navigation.
enum Section: String, CaseIterable, Sendable {
    case calls, customers, roster, quarantine, intake
    case approvals
    case accounts
    case ledger
    case jobs

    /// Who sees it.
    var permission: Permission {
        switch self {
        case .calls: .listCalls
        case .customers: .seeCustomers
        case .roster: .seeRoster
        case .quarantine: .seeQuarantine
        case .intake: .seeIntake
        case .approvals: .seeApprovals
        case .accounts: .seeAccounts
        case .ledger: .seeLedger
        case .jobs: .seeJobs
        }
    }

    /// The first one that `principal` may see, otherwise their own account.
    static func start(_ principal: Principal) -> String {
        allCases.first { principal.may($0.permission) }?.url ?? WebURL.account
    }

    var url: String {
        switch self {
        case .calls: WebURL.calls
        case .roster: WebURL.roster
        case .customers: WebURL.customers
        case .quarantine: WebURL.quarantine
        case .intake: WebURL.intake
        case .ledger: WebURL.ledger
        case .jobs: WebURL.jobs
        case .accounts: WebURL.accounts
        case .approvals: WebURL.approvals
        }
    }

    /// The outline of its 16-pixel icon.
    var icon: String {
        switch self {
        case .calls: "M2 8v0M5 5v6M8 2.5v11M11 5v6M14 7v2"
        case .roster:
            "M6 3a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 6 3M1.8 13c0-2.6 1.8-4 4.2-4s4.2 1.4 4.2 4"
                + "M11 3.6a2 2 0 0 1 0 3.6M12 9.4c1.4.5 2.2 1.7 2.2 3.6"
        case .customers: "M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2M2.8 13.5c.4-5 10-5 10.4 0z"
        case .quarantine: "M8 2l6 11H2zM8 6.5v3M8 11.4v.2"
        case .ledger: "M4 2h8v12H4zM6.5 5h3M6.5 8h3M6.5 11h3"
        case .accounts: 
            "M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 14c.6-2.6 2.4-4 5-4s4.4 1.4 5 4"
        case .intake: "M8 2v7M5 6.5L8 9.5l3-3M2.5 9.5v4h11v-4"
        case .jobs: "M8 2a6 6 0 1 0 6 6M8 4.5V8l2.5 1.5M11 2.5h3v3"
        case .approvals: "M2 8.5l3 3L9 6M8 11.5l6-6.5"
        }
    }
}

extension Web {
    /// The frame of a page in `section`, with what waits in quarantine and for a decision of the
    /// reader.
    func frame(
        _ title: String, in section: Section? = nil, of visit: Visit, keys: [Frame.Key] = []
    ) async -> Frame {
        let reader = visit.principal
        let status =
            reader.may(.seeIntake) ? try? await desk.intakeStatus(by: reader) : nil
        let toDecide =
            reader.may(.seeApprovals) ? try? await desk.approvalsToDecide(by: reader) : nil
        let waiting = [
            Section.quarantine: status?.quarantined ?? 0, .approvals: toDecide ?? 0,
        ]
        return frame(
            title, visit.preferences, visit.words, visitor: visit.visitor, section: section,
            waiting: waiting.filter { $0.value > 0 }.mapValues(visit.words.number),
            back: visit.request.head.path, keys: keys)
    }

    func frame(
        _ title: String, _ preferences: ReaderPreferences, _ words: Words,
        visitor: Visitor = .nobody, section: Section? = nil,
        waiting: [Section: String] = [:], back: String? = nil, keys: [Frame.Key] = []
    ) -> Frame {
        Frame(
            title: title, language: words.language.rawValue, theme: preferences.theme.rawValue,
            singleKeys: preferences.singleKeys ? "on" : "off",
            assets: WebURL.asset("", version: resources.assets.version),
            links: Section.allCases.filter { visitor.principal.may($0.permission) }.map {
                Frame.Link(
                    label: words("nav.\($0.rawValue)"), url: $0.url, isCurrent: $0 == section,
                    icon: $0.icon, waiting: waiting[$0])
            },
            back: back ?? WebURL.start, csrf: visitor.csrf,
            person: visitor.person.map { $0.title.isEmpty ? $0.name : $0.title },
            languages: Language.allCases.map {
                Frame.Choice(
                    name: "language", value: $0.rawValue, label: $0.name, shortLabel: $0.shortName,
                    tongue: $0.rawValue, isCurrent: $0 == words.language)
            },
            themes: ReaderPreferences.Theme.allCases.map {
                let label = words("theme.\($0.rawValue)")
                return Frame.Choice(
                    name: "theme", value: $0.rawValue, label: label, shortLabel: label,
                    tongue: words.language.rawValue, isCurrent: $0 == preferences.theme)
            },
            keyChoice: Frame.Choice(
                name: "keys", value: preferences.singleKeys ? "off" : "on",
                label: words(preferences.singleKeys ? "keys.turnOff" : "keys.turnOn"),
                shortLabel: words(preferences.singleKeys ? "keys.areOn" : "keys.areOff"),
                tongue: words.language.rawValue, isCurrent: preferences.singleKeys),
            keys: keys + [Frame.Key(keys: ["?"], does: words("keys.show"))])
    }
}

extension Frame: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "title": title
        case "language": language
        case "theme": theme
        case "singleKeys": singleKeys
        case "assets": assets
        case "links": links
        case "back": back
        case "csrf": csrf
        case "person": person
        case "languages": languages
        case "themes": themes
        case "keyChoice": keyChoice
        case "keys": keys
        default: nil
        }
    }
}

extension Frame.Link: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "label": label
        case "url": url
        case "isCurrent": isCurrent
        case "icon": icon
        case "waiting": waiting
        default: nil
        }
    }
}

extension Frame.Choice: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "name": name
        case "value": value
        case "label": label
        case "shortLabel": shortLabel
        case "tongue": tongue
        case "isCurrent": isCurrent
        default: nil
        }
    }
}

extension Frame.Key: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "keys": keys
        case "does": does
        default: nil
        }
    }
}
