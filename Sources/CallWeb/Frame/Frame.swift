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
        let badge: String?
    }

    /// Links under a heading; the first group has none.
    struct Group: Sendable {
        let label: String?
        let links: [Link]
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
    let groups: [Group]
    /// Where the choices lead back to.
    let back: String
    /// Stands in every form that changes something; bound to the reader's session.
    let csrf: String
    /// Who is signed in; nil before, and at the socket.
    let person: String?
    /// After this much time without use the session ends.
    let idleSeconds = String(Int(Session.idleSeconds))
    let languages: [Choice]
    let themes: [Choice]
    let keyChoice: Choice
    let keys: [Key]
}

extension Web {
    /// The frame of a page in `section`, with what waits in quarantine, and for the reader to
    /// decide or to score.
    func frame(
        _ title: String, in section: Section? = nil, of visit: Visit, keys: [Frame.Key] = []
    ) async -> Frame {
        let reader = visit.principal
        let status =
            reader.may(.seeIntake) ? try? await desk.intakeStatus(by: reader) : nil
        let toDecide =
            reader.may(.seeApprovals) ? try? await desk.approvalsToDecide(by: reader) : nil
        let toScore =
            reader.may(.seeEvaluations) ? try? await desk.scoringToDo(by: reader) : nil
        let toCoach =
            reader.may(.seeCoaching) ? try? await desk.coachingToDo(by: reader) : nil
        let complaints =
            reader.may(.seeComplaints) ? try? await desk.complaintsToDo(by: reader) : nil
        let waiting = [
            Section.quarantine: status?.quarantined ?? 0, .approvals: toDecide ?? 0,
            .queue: toScore?.calls ?? 0, .evaluations: toScore?.evaluations ?? 0,
            .coaching: toCoach ?? 0, .complaints: complaints ?? 0,
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
            groups: Section.Group.allCases.compactMap { group in
                let links = group.sections.filter { visitor.principal.may($0.permission) }.map {
                    Frame.Link(
                        label: words("nav.\($0.rawValue)"), url: $0.url(for: visitor.principal),
                        isCurrent: $0 == section, icon: $0.icon, badge: waiting[$0])
                }
                return links.isEmpty ? nil : Frame.Group(
                    label: group == .calls ? nil : words("nav.group.\(group.rawValue)"),
                    links: links)
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
        case "groups": groups
        case "back": back
        case "csrf": csrf
        case "person": person
        case "idleSeconds": idleSeconds
        case "languages": languages
        case "themes": themes
        case "keyChoice": keyChoice
        case "keys": keys
        default: nil
        }
    }
}

extension Frame.Group: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "label": label
        case "links": links
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
        case "badge": badge
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
