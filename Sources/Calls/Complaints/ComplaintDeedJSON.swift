import Foundation

/// A deed as it stands in the database and in exports: one flat JSON object with `act` and the
/// fields of that act, those that are nothing left out; keys in the order of their bytes, sets in
/// the order of their members, ids in their 13 characters, instants in UTC microseconds since 1970.
/// The same deed is the same text.
extension ComplaintDeed {
    /// Longer texts aren't read.
    package static let jsonBytesMax = 262_144

    /// At most `jsonBytesMax` bytes of it can be read again.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(ComplaintDeedRecord(self)), as: UTF8.self)
        }
    }

    /// Reads what `json` wrote. Throws for an act or a field that isn't known, a field that isn't
    /// the act's, one that is missing, and a set that isn't in order.
    package init(json: String) throws {
        guard json.utf8.count <= Self.jsonBytesMax else {
            throw ComplaintDeedRecord.unreadable("more than \(Self.jsonBytesMax) bytes")
        }
        let data = Data(json.utf8)
        let record = try JSONDecoder().decode(ComplaintDeedRecord.Strict.self, from: data).record
        self = try record.deed
        guard ComplaintDeedRecord(self) == record else {
            throw ComplaintDeedRecord.unreadable(
                "fields that \(record.act.rawValue) hasn't got, or a set out of order")
        }
    }
}

extension ComplaintDeedRecord {
    static func unreadable(_ why: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "a complaint's deed: \(why)"))
    }

    /// What a field says that the act must have.
    private func must<Value>(_ field: KeyPath<Self, Value?>, _ name: Key) throws -> Value {
        guard let value = self[keyPath: field] else {
            throw Self.unreadable("\(act.rawValue) without \(name.rawValue)")
        }
        return value
    }

    var deed: ComplaintDeed {
        get throws { try handling ?? investigation ?? resolution ?? joining }
    }

    private var handling: ComplaintDeed? {
        get throws {
            switch act {
            case .receive: .receive(try receipt)
            case .acknowledge:
                template == nil ? .acknowledge : .acknowledgeBy(try writtenLetter)
            case .assess: .assess(try assessment)
            case .take: .take
            case .assign:
                .assign(ComplaintWorker(person: try must(\.person, .person), agent: agent))
            case .escalate: .escalate
            case .linkCall:
                .linkCall(
                    ComplaintCall(
                        try must(\.call, .call), agent: agent,
                        isSubject: try must(\.subject, .subject)))
            case .unlinkCall: .unlinkCall(try must(\.call, .call))
            case .represent: .represent(try must(\.representatives, .representatives))
            case .place: .place(try complaintPlace)
            case .followUp: .followUp
            case .note: try noted
            case .attach: .attach(try attachment)
            default: nil
            }
        }
    }

    private var investigation: ComplaintDeed? {
        get throws {
            switch act {
            case .investigate: .investigate
            case .ask: .ask(try must(\.agent, .agent))
            case .answerQuestion: .answerQuestion(try must(\.event, .event))
            case .find: .find(ComplaintFindings(causes: Set(try must(\.causes, .causes))))
            case .wait: .wait(try must(\.reason, .reason))
            case .resume: .resume
            case .askExtension: .request(.extension(try must(\.extension, .extension)))
            case .askSpecial: .request(.special)
            case .askRedress: .request(.redress(try must(\.redress, .redress).map(\.redress)))
            case .approve: .approve(try must(\.event, .event))
            case .refuse: .refuse(try must(\.event, .event))
            default: nil
            }
        }
    }

    private var resolution: ComplaintDeed? {
        get throws {
            switch act {
            case .solve: .solve(try decision)
            case .decide: .decide(try decision)
            case .settle: .settle(try decision)
            case .withdraw: .withdraw
            case .answer: .answer(try writtenLetter)
            case .give: .give(try must(\.place, .place))
            case .hear:
                .hear(
                    ComplaintReply(
                        isContent: try must(\.content, .content), satisfaction: satisfaction,
                        wouldRecommend: recommend))
            case .close: .close
            case .reopen: .reopen
            case .refer: .refer
            case .rule: .rule(try decision)
            case .comeBack: .comeBack
            default: nil
            }
        }
    }

    private var joining: ComplaintDeed {
        get throws {
            switch act {
            case .link: return .link(try must(\.complaint, .complaint))
            case .merge: return .merge(into: try must(\.complaint, .complaint))
            case .absorb: return .absorb(try must(\.complaint, .complaint))
            case .unmerge: return .unmerge(from: try must(\.complaint, .complaint))
            case .release: return .release(try must(\.complaint, .complaint))
            case .split:
                return .split(
                    off: try must(\.complaint, .complaint), calls: try must(\.calls, .calls))
            default: throw Self.unreadable("nothing is known of \(act.rawValue)")
            }
        }
    }

    private var attachment: ComplaintAttachment {
        get throws {
            guard let hash = [UInt8](hexadecimal: try must(\.hash, .hash)) else {
                throw Self.unreadable("a hash that is none")
            }
            return ComplaintAttachment(
                id: try must(\.file, .file), number: try must(\.document, .document),
                kind: try must(\.kind, .kind), bytes: try must(\.bytes, .bytes),
                contentHash: hash)
        }
    }

    private var noted: ComplaintDeed {
        get throws {
            if template != nil { return .tellDelay(try writtenLetter) }
            return try arrival.map { .arrive($0) } ?? .note
        }
    }

    private var writtenLetter: ComplaintLetter {
        get throws {
            var written = ComplaintLetter(
                template: try must(\.template, .template),
                version: try must(\.version, .version), to: Set(try must(\.to, .to)),
                lacks: Set(try must(\.lacks, .lacks)))
            written.number = letter
            if channel != nil || day != nil {
                let named = try must(\.day, .day)
                guard let day = LocalDay(named) else {
                    throw Self.unreadable("no such day as \(named)")
                }
                written.dispatch = .init(channel: try must(\.channel, .channel), day: day)
            }
            return written
        }
    }

    private var arrival: [ArrivalRemark]? {
        get throws {
            try remarks?.map { code in
                guard let remark = ArrivalRemark(code: code) else {
                    throw Self.unreadable("no such remark as \(code)")
                }
                return remark
            }
        }
    }

    private var receipt: ComplaintReceipt {
        get throws {
            var receipt = ComplaintReceipt(
                at: Date(timeIntervalSince1970: Double(try must(\.at, .at)) / 1_000_000),
                channel: try must(\.channel, .channel),
                complainants: try must(\.complainants, .complainants),
                isVulnerable: try must(\.vulnerable, .vulnerable),
                about: Set(try must(\.about, .about)))
            receipt.representatives = try must(\.representatives, .representatives)
            receipt.aboutDecisionsOf = Set(try must(\.aboutDecisionsOf, .aboutDecisionsOf))
            receipt.place = try complaintPlace
            receipt.splitFrom = complaint
            return receipt
        }
    }

    private var complaintPlace: ComplaintPlace {
        get throws {
            let regimes = try must(\.regimes, .regimes)
            guard let name = zone else { return ComplaintPlace(regimes: regimes) }
            guard let zone = CallZone(name: name) else {
                throw Self.unreadable("no such zone as \(name)")
            }
            return ComplaintPlace(
                regimes: regimes, clocks: ClockPlace(zone: zone, calendar: calendar))
        }
    }

    private var assessment: ComplaintAssessment {
        get throws {
            ComplaintAssessment(
                type: try must(\.type, .type), severity: try must(\.severity, .severity),
                complexity: try must(\.complexity, .complexity),
                escalation: Set(try must(\.escalation, .escalation)), product: product)
        }
    }

    private var decision: ComplaintDecision {
        get throws {
            ComplaintDecision(
                try must(\.outcome, .outcome),
                redress: try must(\.redress, .redress).map(\.redress),
                isAgreed: try must(\.agreed, .agreed))
        }
    }
}
