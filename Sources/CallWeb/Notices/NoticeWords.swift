import Calls
import Foundation

extension Words {
    func name(_ kind: Notice.Kind) -> String { catalogue("notice.\(kind.rawValue)") }

    /// Why it wasn't sent.
    func sentence(ofNotice problem: NoticeProblem) -> String {
        catalogue(
            "notice.problem.\(problem.code)",
            ["number": problem.number.map(String.init) ?? ""])
    }
}

extension NoticesPage.Channel {
    init(_ channel: NoticeChannel, for visit: Visit) {
        let words = visit.words
        name = channel.name
        program = channel.command.first ?? ""
        var tags = [
            channel.secretPath == nil
                ? Tag(symbol: "○", text: words("notices.unsigned"), tone: "plain")
                : Tag(symbol: "✓", text: words("notices.signed"), tone: "good")
        ]
        if channel.sendsPersonalData {
            tags.append(Tag(symbol: "!", text: words("notices.personal"), tone: "warn"))
        }
        self.tags = tags
        let kinds = Notice.Kind.allCases.filter(channel.kinds.contains)
        events =
            kinds.count == Notice.Kind.allCases.count
            ? words("notices.allEvents")
            : kinds.map(words.name).joined(separator: words("notices.between"))
        testURL =
            visit.principal.may(.manageNotices) ? WebURL.testNotices(over: channel.name) : nil
        testLabel = words("notices.testOne", ["channel": channel.name])
    }
}

extension NoticesPage.Row {
    init(_ notice: Notice, for visit: Visit) {
        let (words, principal) = (visit.words, visit.principal)
        id = notice.id.description
        title = words.name(notice.kind)
        about =
            notice.facts[.number] ?? notice.facts[.period]
            ?? notice.facts[.action].map { words("action.number", ["n": $0]) }
            ?? words.noun(ofObject: notice.object)
        aboutURL = Self.page(of: notice, for: principal)
        state = Tag(notice.state, words)
        problem = notice.problem.map(words.sentence(ofNotice:))
        channel = notice.channel
        made = words.ago(notice.madeAt, now: visit.now)
        let next =
            notice.state == .waiting && notice.tries > 0
            ? words("notices.next", ["when": words.moment(notice.nextTryAt)]) : nil
        tries = [words.count("notices.tries", notice.tries), next].compactMap(\.self)
            .joined(separator: " · ")
        historyURL = WebURL.history(of: "notice:\(notice.id)", for: principal)
        let mayAct = principal.may(.manageNotices)
        retryURL =
            mayAct && (notice.state != .sent && notice.state != .waiting || notice.problem != nil)
            ? WebURL.notice(notice.id, .retry) : nil
        dropURL =
            mayAct && [.waiting, .failed].contains(notice.state)
            ? WebURL.notice(notice.id, .drop) : nil
    }

    /// Nil for who may not see it.
    private static func page(of notice: Notice, for principal: Principal) -> String? {
        let parts = notice.object.split(separator: ":", maxSplits: 1).map(String.init)
        if notice.kind == .rateSignal {
            return ComplaintTabs.Place.figures.isOpen(to: principal)
                ? WebURL.figures(parts.count == 2 ? [("group", notice.object)] : []) : nil
        }
        switch parts.first {
        case "complaint", "action":
            return principal.may(.seeComplaints) ? WebURL.page(ofObject: notice.object) : nil
        case "quarantine": return principal.may(.seeQuarantine) ? WebURL.quarantine : nil
        case "integrity": return principal.may(.seeKeys) ? WebURL.keys : nil
        default: return nil
        }
    }
}

extension Tag {
    init(_ state: Notice.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .waiting: ("◷", "plain")
            case .sent: ("✓", "good")
            case .failed: ("!", "bad")
            case .dropped: ("■", "plain")
            }
        self.init(symbol: symbol, text: words("notice.state.\(state.rawValue)"), tone: tone)
    }
}
