import Calls
import Foundation

/// A call as a row of the list.
struct CallRow: Sendable {
    let url: String
    let clock: String
    let iso8601: String
    /// The zone, and the day where it is another one, when the call was in another zone than ours.
    let zoneNote: String?
    let arrow: String
    let direction: String
    let agent: String
    /// The agent's code, where `agent` is a name; nil where it is the code already.
    let agentCode: String?
    let customer: String
    let campaign: String
    let length: String
    let spark: Sparkline?
    let tags: [Tag]

    init(_ call: CallSummary, _ words: Words) {
        let zone = Zone(named: call.zone)
        let time = zone.time(call.startedAt)
        let home = words.home.time(call.startedAt)
        url = WebURL.call(call.id)
        clock = time.clock
        iso8601 = time.iso8601
        if time.offsetSeconds == home.offsetSeconds {
            zoneNote = nil
        } else {
            let day = time.civilDay == home.civilDay ? "" : words.shortDay(time) + " "
            zoneNote = day + zone.offsetName(at: call.startedAt)
        }
        arrow = call.direction.map(Self.arrow) ?? ""
        direction = call.direction.map(words.name) ?? words("unknown")
        agent = call.agentName ?? call.agent ?? "–"
        agentCode = call.agentName == nil ? nil : call.agent
        customer = call.isErased ? words("call.erased") : call.customerMasked ?? "–"
        campaign = call.campaignName ?? call.campaign ?? ""
        length = words.length(call.durationSeconds)
        spark = Sparkline(call, words)
        tags = Tag.all(call.verdicts, words)
    }

    static func arrow(_ direction: Direction) -> String {
        switch direction {
        case .inbound: "↙"
        case .outbound: "↗"
        case .internal: "⇄"
        }
    }
}

/// The calls of one day.
struct CallDay: Sendable {
    let heading: String
    let rows: [CallRow]

    /// `calls` newest first; days are those of the installation's zone.
    static func days(of calls: [CallSummary], _ words: Words, now: Date) -> [CallDay] {
        var days: [CallDay] = []
        var rest = calls[...]
        while let first = rest.first {
            let time = words.home.time(first.startedAt)
            let same = rest.prefix { words.home.time($0.startedAt).civilDay == time.civilDay }
            rest = rest.dropFirst(same.count)
            days.append(
                CallDay(
                    heading: words.dayHeading(time, now: now),
                    rows: same.map { CallRow($0, words) }))
        }
        return days
    }
}

extension CallRow: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "url": url
        case "clock": clock
        case "iso8601": iso8601
        case "zoneNote": zoneNote
        case "arrow": arrow
        case "direction": direction
        case "agent": agent
        case "agentCode": agentCode
        case "customer": customer
        case "campaign": campaign
        case "length": length
        case "spark": spark
        case "tags": tags
        default: nil
        }
    }
}

extension CallDay: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "heading": heading
        case "rows": rows
        default: nil
        }
    }
}
