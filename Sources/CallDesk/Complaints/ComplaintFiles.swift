import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// What a complaint that came as a file brings beside its form.
struct ComplaintArrival {
    var contentHash: [UInt8]
    var identityHash: [UInt8]?
    var calls: [ComplaintCall] = []
    var documents: [SealedDocument] = []
    var remarks: [ArrivalRemark] = []
    /// One for each remark that is named.
    var names: [String] = []

    mutating func note(_ remark: ArrivalRemark, named name: String = "") {
        let nameCharactersMost = 200
        remarks.append(remark)
        guard remark.isNamed else { return }
        let line = name.split(whereSeparator: \.isNewline).joined(separator: " ")
        names.append(String(line.prefix(nameCharactersMost)))
    }
}

/// Complaints that come as files.
extension CallDesk {
    /// Registers `intake`, which came as a file with the hash `contentHash` into the folder named
    /// `folder`. Codes that aren't known, and what isn't kept, are noted beside it and refuse
    /// nothing. The same bytes, or the same message in the same folder, make one complaint. Durable
    /// when it returns.
    package func takeInComplaint(
        _ intake: ComplaintIntake, contentHash: [UInt8], from folder: String
    ) async throws -> ComplaintTakeIn {
        let desk = self
        let identity = intake.identity.map {
            nameHash($0, source: "complaint \(intake.source.rawValue) \(folder)")
        }
        let documents = try await seal(documentsOf: intake)
        let files = documents.map { SealedFileName.document($0.id) }
        var bare = intake
        bare.documents = []
        let taken = try await removingOnFailure(files) { [bare] in
            try await desk.change(by: .daemon, needing: .takeIn) { change -> ComplaintTakeIn in
                try desk.requireRegistered(in: change.db)
                var arrival = ComplaintArrival(contentHash: contentHash, identityHash: identity)
                arrival.documents = documents
                if let known = try desk.known(arrival, in: &change) { return .duplicate(known) }
                return .registered(try desk.register(bare, arrival, in: &change))
            }
        }
        if case .duplicate = taken { await remove(documents) }
        return taken
    }

    /// The complaint that the same bytes or the same message made before. The ledger says once of
    /// other bytes of the same message to which complaint they fell.
    private func known(
        _ arrival: ComplaintArrival, in change: inout Change
    ) throws -> Complaint.ID? {
        if let row = try change.db.complaint(contentHash: arrival.contentHash) {
            try verify(row)
            change.isUnchanged = true
            return row.id
        }
        guard let identity = arrival.identityHash,
            let row = try change.db.complaint(identityHash: identity)
        else { return nil }
        try verify(row)
        let mark = nameHash(arrival.contentHash.hexadecimal, source: "complaint duplicate")
        let fingerprint = mark.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if try !change.db.seenFingerprints(among: [fingerprint]).isEmpty {
            change.isUnchanged = true
            return row.id
        }
        try change.db.insertSeen(fingerprint, now: change.now)
        try change.record(
            .complaintDuplicate, object: "complaint:\(row.id)",
            details: ["content": arrival.contentHash.hexadecimal], concerning: row.customer)
        return row.id
    }

    private func register(
        _ intake: ComplaintIntake, _ arrival: ComplaintArrival, in change: inout Change
    ) throws -> Complaint.ID {
        let intake = intake.arrived(at: change.now)
        var arrival = arrival
        for mark in MailMark.allCases where intake.marks.contains(mark) {
            arrival.note(.mark(mark))
        }
        for document in intake.refused {
            arrival.note(.document(document.refusal), named: document.name)
        }
        var form = ComplaintForm(
            channel: intake.channel, language: language(of: intake), text: intake.words)
        form.receivedAt = intake.receivedAt
        form.parties = parties(of: intake, &arrival)
        form.complainants = intake.complainants
        form.isVulnerable = intake.isVulnerable
        form.remedy = intake.remedy
        form.product = intake.product
        form.productCode = complaintRules.classes.product(intake.product)?.code
        form.regimes = intake.regimes
        try lookUp(intake, into: &form, &arrival, in: change.db)
        let found = try receive(form, arrival: arrival, in: &change)
        try tellRegistered(found, in: change)
        return found.id
    }

    private func parties(
        of intake: ComplaintIntake, _ arrival: inout ComplaintArrival
    ) -> [ComplaintForm.Party] {
        let most = complaintRules.representativesMost(
            intake.regimes ?? settings.complaints.regimes)
        if intake.representatives.count > most {
            arrival.note(.finding(.manyRepresentatives))
        }
        return [ComplaintForm.Party(.complainant, intake.sender)]
            + intake.representatives.prefix(ComplaintForm.Limits.parties - 1).map {
                ComplaintForm.Party(.representative, $0)
            }
    }

    /// The codes and the call that it names, as far as they are known.
    private func lookUp(
        _ intake: ComplaintIntake, into form: inout ComplaintForm,
        _ arrival: inout ComplaintArrival, in db: Transaction
    ) throws {
        var agent: AgentRow?
        if let code = intake.agent.filled {
            agent = try verified(db.agent(code: db.listedAgent(code: code)))
            if agent == nil {
                arrival.note(.finding(.agentUnknown), named: code)
            } else {
                form.agents = [code]
            }
        }
        if let code = intake.campaign.filled {
            if try verified(db.campaign(code: code)) == nil {
                arrival.note(.finding(.campaignUnknown), named: code)
            } else {
                form.campaign = code
            }
        }
        guard intake.callNumber.filled != nil || intake.callAt != nil else { return }
        let calls = try calls(of: intake, agent: agent?.id, in: db)
        switch calls.count {
        case 0: arrival.note(.finding(.callUnknown))
        case 1: arrival.calls = calls
        default: arrival.note(.finding(.callsSeveral))
        }
    }

    /// Calls with the number that it names, or else with the sender's; those around the time that
    /// it says, if it says one. Where several fit, those of `agent`.
    private func calls(
        of intake: ComplaintIntake, agent: Agent.ID?, in db: Transaction
    ) throws -> [ComplaintCall] {
        let (aroundSeconds, fittingMost) = (3600.0, 20)
        let typed = intake.callNumber.filled ?? intake.sender.phone
        guard let number = PhoneNumber(normalising: typed, region: settings.region),
            let known = try customer(with: number, in: db),
            let customer = try living(orMerged: known.id, in: db),
            try db.erasure(of: customer.id) == nil
        else { return [] }
        var filter = CallFilter(customer: customer.id)
        if let at = intake.callAt {
            filter.from = at.addingTimeInterval(-aroundSeconds)
            filter.until = at.addingTimeInterval(aroundSeconds)
        } else {
            filter.until = intake.receivedAt
        }
        let rows = try db.calls(
            filter, words: [], within: .everything, after: nil, limit: fittingMost
        ).map(\.call)
        for row in rows { try verify(row) }
        let theirs = rows.filter { agent != nil && $0.agentID == agent }
        return (rows.count > 1 && !theirs.isEmpty ? theirs : rows).map {
            ComplaintCall($0.id, agent: $0.agentID, isSubject: true)
        }
    }

    /// One of ours in which the customer wrote, else the one that is written where the house is.
    private func language(of intake: ComplaintIntake) -> String {
        let (english, simplified, traditional) = ("en", "zh-Hans", "zh-Hant")
        let parts = (intake.language ?? "").lowercased().split(separator: "-").map(String.init)
        let traditionalParts: Set<String> = ["hant", "tw", "hk", "mo"]
        switch parts.first {
        case "en": return english
        case "zh": return traditionalParts.isDisjoint(with: parts) ? simplified : traditional
        default: break
        }
        let region = settings.region.lowercased()
        if traditionalParts.contains(region) { return traditional }
        return region == "cn" ? simplified : english
    }
}

extension ComplaintIntake {
    /// What was said, with the subject above it. Something always stands there: a mail may be
    /// nothing but what is attached to it.
    fileprivate var words: String {
        let parts = [subject, text].map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }.filter { !$0.isEmpty }
        let isSame = parts.count == 2 && parts[1].hasPrefix(parts[0])
        let words = (isSame ? parts.suffix(1) : parts[...]).joined(separator: "\n\n")
        return words.isEmpty ? "—" : String(words.prefix(Complaint.Limits.textCharacters))
    }
}

extension String? {
    /// Nil for what is empty.
    fileprivate var filled: String? {
        let text = (self ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }
}

extension ComplaintForm.Party {
    fileprivate init(_ kind: Kind, _ person: ComplaintIntake.Person) {
        self.init(kind: kind, name: person.name)
        phone = person.phone
        email = person.email
        address = person.address
        relation = person.relation
    }
}
