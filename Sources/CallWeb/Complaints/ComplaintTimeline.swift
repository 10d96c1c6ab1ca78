import Calls

/// One thing that happened to a case, as its timeline shows it.
struct ComplaintTimelineLine: Sendable {
    /// Of the event; `e-12` for the case itself.
    let anchor: String
    let did: String
    let doer: String
    let moment: String
    /// Nil for what happened to the case itself.
    let ofMember: String?
    let particulars: [String]
    let written: String?

    /// A letter, say: whoever looks for what happened folds it out.
    var isLong: Bool { (written?.count ?? 0) > Self.charactersShown }

    private static let charactersShown = 400
}

extension ComplaintTimelineLine {
    init(_ event: ComplaintDetail.Event, _ telling: ComplaintTelling) {
        let words = telling.words
        let isOwn = event.complaint == telling.detail.complaint.id
        let act = event.event.deed.act
        anchor = isOwn ? "e-\(event.event.number)" : "\(event.complaint)-\(event.event.number)"
        did = words(
            event.event.deed.isDelayLetter
                ? "letter.did.delay" : "complaint.did.\(act.rawValue)")
        doer = event.byTitle ?? telling.who(event.event.by)
        moment = words.moment(event.event.at)
        ofMember = isOwn ? nil : telling.number(of: event.complaint)
        particulars = telling.particulars(of: event)
        written = event.writtenWords
    }
}

extension ComplaintTimelineLine: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "anchor": anchor
        case "did": did
        case "doer": doer
        case "moment": moment
        case "ofMember": ofMember
        case "particulars": particulars
        case "written": written
        case "isLong": isLong
        default: nil
        }
    }
}

extension ComplaintTelling {
    /// What an event brought, beside its words.
    func particulars(of event: ComplaintDetail.Event) -> [String] {
        let deed = event.event.deed
        if case .arrive(let remarks) = deed { return arrived(remarks, event.text) }
        return handled(deed) ?? investigated(deed) ?? resolved(deed, in: event) ?? joined(deed)
            ?? []
    }

    private func handled(_ deed: ComplaintDeed) -> [String]? {
        switch deed {
        case .receive(let receipt): return received(receipt)
        case .assess(let found):
            return [
                path(ofType: found.type),
                words.complaintSeverity(found.severity, in: detail.rules.classes),
                words("complaint.complexity.\(found.complexity.rawValue)"),
                found.product.map(product),
            ].compactMap(\.self)
                + ComplaintAssessment.Escalation.allCases.filter(found.escalation.contains).map {
                    words("complaint.escalation.\($0.rawValue)")
                }
        case .assign(let worker):
            return [words("complaint.told.to", ["name": who(worker.person)])]
        case .linkCall(let call):
            return [
                call.agent.map { words("complaint.told.spoke", ["name": agent($0)]) },
                words(call.isSubject ? "complaint.subject" : "complaint.broughtIt"),
            ].compactMap { $0 }
        case .represent(let number):
            return [words.count("complaint.told.representatives", number)]
        case .place(let place): return self.place(place)
        case .attach(let added): return attached(added)
        default: return nil
        }
    }

    /// What was to be known of a file that it came as, with what it called its documents.
    private func arrived(_ remarks: [ArrivalRemark], _ names: String?) -> [String] {
        ArrivalRemark.named(remarks, by: names).map { remark, name in
            let said = words("complaint.\(remark.code)")
            guard let name else { return said }
            return words("complaint.told.named", ["name": name, "said": said])
        }
    }

    private func received(_ receipt: ComplaintReceipt) -> [String] {
        var told = [
            words("complaint.channel.\(receipt.channel.rawValue)"),
            words("complaint.told.received", ["when": words.moment(receipt.at)]),
        ]
        if receipt.isJoint {
            told.append(words.count("complaint.told.complainants", receipt.complainants))
        }
        if receipt.isVulnerable { told.append(words("complaint.told.vulnerable")) }
        if !receipt.about.isEmpty {
            let names = receipt.about.map(agent).sorted()
            told.append(
                words(
                    "complaint.told.about",
                    ["names": names.joined(separator: words("complaint.comma"))]))
        }
        if let whole = receipt.splitFrom {
            told.append(words("complaint.told.splitFrom", ["number": number(of: whole)]))
        }
        return told + place(receipt.place)
    }

    private func place(_ place: ComplaintPlace) -> [String] {
        let regimes = place.regimes.map { words.regime($0, in: detail.rules) }
        return regimes
            + [
                place.clocks.map { words("complaint.told.zone", ["zone": $0.zone.name]) },
                place.clocks?.calendar.map {
                    words("complaint.told.calendar", ["calendar": $0])
                },
            ].compactMap { $0 }
    }

    private func investigated(_ deed: ComplaintDeed) -> [String]? {
        switch deed {
        case .ask(let asked): [words("complaint.told.to", ["name": agent(asked)])]
        case .find(let found): found.causes.map(path(ofCause:)).sorted()
        case .wait(let reason): [words("clock.pause.\(reason.rawValue)")]
        case .request(let kind): [name(of: kind)]
        case .approve(let number), .refuse(let number):
            detail.requests.first { $0.number == number }.map { [name(of: $0.request.kind)] } ?? []
        default: nil
        }
    }

    private func resolved(_ deed: ComplaintDeed, in event: ComplaintDetail.Event) -> [String]? {
        if let made = deed.made {
            return [words("complaint.outcome.\(made.outcome.rawValue)")]
                + made.redress.map(name(of:))
                + (made.isAgreed ? [words("complaint.told.agreed")] : [])
        }
        switch deed {
        case .answer(let letter):
            return [words.count("complaint.told.letters", letter.to.count)] + told(letter)
        case .acknowledgeBy(let letter), .tellDelay(let letter): return told(letter)
        case .give(let place):
            let granted = decision(before: event)?.redress ?? []
            return granted.indices.contains(place) ? [name(of: granted[place])] : []
        case .hear(let reply): return said(reply)
        default: return nil
        }
    }

    /// The template, and how it went.
    private func told(_ letter: ComplaintLetter) -> [String] {
        let named =
            letter.version > 0
            ? words(
                "letter.told",
                ["code": letter.template, "version": words.number(letter.version)])
            : nil
        return [named, letter.dispatch.map(words.went)].compactMap { $0 }
    }

    /// The last one that the same case had then.
    private func decision(before event: ComplaintDetail.Event) -> ComplaintDecision? {
        detail.timeline.filter {
            $0.complaint == event.complaint && $0.event.number < event.event.number
        }.sorted { $0.event.number < $1.event.number }.compactMap(\.event.deed.made).last
    }

    /// What the customer says of the outcome.
    func said(_ reply: ComplaintReply) -> [String] {
        [
            words(reply.isContent ? "complaint.content.yes" : "complaint.content.no"),
            reply.satisfaction.map {
                words("complaint.told.satisfaction", ["n": words.number($0)])
            },
            reply.wouldRecommend.map {
                words("complaint.told.recommend", ["n": words.number($0)])
            },
        ].compactMap { $0 }
    }

    private func joined(_ deed: ComplaintDeed) -> [String]? {
        switch deed {
        case .link(let other), .merge(let other), .absorb(let other), .unmerge(let other),
            .release(let other):
            [number(of: other)]
        case .split(let other, let calls):
            [number(of: other), words.count("complaint.told.calls", calls.count)]
        default: nil
        }
    }
}

extension ComplaintDetail.Event {
    /// Nil where nothing was written; the names beside remarks stand with these.
    fileprivate var writtenWords: String? {
        if case .arrive = event.deed { return nil }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension ComplaintDeed {
    fileprivate var isDelayLetter: Bool {
        if case .tellDelay = self { return true }
        return false
    }

    /// The decision that it is.
    fileprivate var made: ComplaintDecision? {
        switch self {
        case .solve(let made), .decide(let made), .settle(let made), .rule(let made): made
        default: nil
        }
    }
}
