import CallStore
import CallVault
import Calls
import Foundation

/// Who complains and who speaks for them: what was said of them stands sealed beside the case, and
/// is shown as the customer's data is, masked until the reader has revealed it.
extension CallDesk {
    /// `parties` with everything trimmed, once they are in order.
    func checked(
        parties: [ComplaintForm.Party], mayBeUnnamed: Bool = false
    ) throws -> [ComplaintForm.Party] {
        guard parties.contains(where: { $0.kind == .complainant }) else {
            throw Refusal.badComplaint("Say who complains.", "parties")
        }
        guard parties.count <= ComplaintForm.Limits.parties else {
            throw Refusal.badComplaint(
                "Name at most \(ComplaintForm.Limits.parties) people. Who isn't named is counted "
                    + "in the number of complainants.", "parties")
        }
        return try parties.map { party in
            var party = party
            party.name = try checked(part: party.name, "parties")
            party.phone = try checked(part: party.phone, "parties")
            party.email = try checked(part: party.email, "parties")
            party.address = try checked(part: party.address, "parties")
            party.relation = try checked(part: party.relation, "parties")
            guard mayBeUnnamed || party.customer != nil || !Facts(party).isEmpty else {
                throw Refusal.badComplaint(
                    "Of everybody who is named, give a name, a number or an address.", "parties")
            }
            return party
        }
    }

    func checked(part text: String, _ field: String) throws -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count <= ComplaintForm.Limits.partCharacters else {
            throw Refusal.badComplaint(
                "This is too long. Write at most \(ComplaintForm.Limits.partCharacters) "
                    + "characters.", field)
        }
        return text
    }

    func insert(
        _ parties: [ComplaintForm.Party], of id: Complaint.ID, in change: Change
    ) throws {
        for (place, party) in parties.enumerated() {
            let facts = Facts(party)
            try change.db.insert(
                sealed(
                    ComplaintPartyRow(
                        complaint: id, number: place + 1, kind: party.kind,
                        customer: party.customer,
                        factsSealed: facts.isEmpty
                            ? []
                            : vault.seal(
                                Array(try JSONEncoder.stable.encode(facts)),
                                as: Self.complaintPartyPlace(id, place + 1)))))
        }
    }

    /// As they were named, in plain.
    func parties(of id: Complaint.ID, in db: Transaction) throws -> [ComplaintForm.Party] {
        try db.complaintParties(of: id).map { row in
            try verify(row)
            var party = ComplaintForm.Party(kind: row.kind, customer: row.customer)
            try facts(of: row)?.fill(&party)
            return party
        }
    }

    private func facts(of row: ComplaintPartyRow) throws -> Facts? {
        guard !row.factsSealed.isEmpty else { return nil }
        let bytes = try vault.open(
            row.factsSealed, as: Self.complaintPartyPlace(row.complaint, row.number))
        return try JSONDecoder.stable.decode(Facts.self, from: Data(bytes))
    }

    /// As `principal` sees them: what wasn't written down stands in the vault. `inPlain` for what
    /// leaves the house.
    func shownParties(
        of row: ComplaintRow, to principal: Principal, inPlain: Bool = false,
        in db: Transaction
    ) throws -> [ComplaintDetail.Party] {
        try db.complaintParties(of: row.id).map { party in
            try verify(party)
            var shown = ComplaintDetail.Party(number: party.number, kind: party.kind)
            shown.customer = party.customer
            var facts = try facts(of: party) ?? Facts()
            if let id = party.customer { try fill(&facts, from: id, in: db) }
            let whose = try (party.customer ?? row.customer).flatMap {
                try living(orMerged: $0, in: db)
            }
            let isRevealed = try whose.map {
                try verified(db.reveal(of: $0.id, by: principal.id, now: now())) != nil
            } ?? false
            let isPlain = inPlain || isRevealed
            (isPlain ? facts : facts.masked).fill(&shown)
            return shown
        }
    }

    private func fill(
        _ facts: inout Facts, from id: Customer.ID, in db: Transaction
    ) throws {
        let row = try living(orMerged: id, in: db)
        guard let row, let key = try key(of: row) else { return }
        let known = try self.facts(of: row, under: key)
        if facts.name.isEmpty { facts.name = known.name ?? "" }
        if facts.address.isEmpty { facts.address = known.address ?? "" }
        if facts.phone.isEmpty { facts.phone = try number(of: row)?.e164 ?? "" }
    }

    /// The customer, or who they were merged into; nil for nobody.
    func living(orMerged id: Customer.ID, in db: Transaction) throws -> CustomerRow? {
        var row = try existing(id, in: db)
        let mergesMax = 100
        for _ in 0..<mergesMax {
            guard let next = row.mergedInto else { return row }
            row = try existing(next, in: db)
        }
        return nil
    }
}

/// What is sealed of a party.
private struct Facts: Codable {
    var name = ""
    var phone = ""
    var email = ""
    var address = ""
    var relation = ""

    var isEmpty: Bool { [name, phone, email, address, relation].allSatisfy(\.isEmpty) }

    init() {}

    init(_ party: ComplaintForm.Party) {
        name = party.name
        phone = party.phone
        email = party.email
        address = party.address
        relation = party.relation
    }

    var masked: Self {
        var masked = self
        masked.name = Masking.name(name)
        masked.phone = phone.isEmpty ? "" : Masking.number(phone)
        masked.email = Masking.whole(email)
        masked.address = Masking.address(address)
        return masked
    }

    func fill(_ party: inout ComplaintForm.Party) {
        party.name = name
        party.phone = phone
        party.email = email
        party.address = address
        party.relation = relation
    }

    func fill(_ party: inout ComplaintDetail.Party) {
        party.name = name
        party.phone = phone
        party.email = email
        party.address = address
        party.relation = relation
    }
}
