import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Registering complaints.
extension CallDesk {
    /// Writes down a complaint, with its calls, links and whoever works it first.
    package func receiveComplaint(
        _ form: ComplaintForm, by principal: Principal
    ) async throws -> (id: Complaint.ID, number: ComplaintNumber) {
        let desk = self
        return try await change(by: principal, needing: .registerComplaints) { change in
            let found = try desk.receive(form, in: &change)
            return (id: found.id, number: found.row.number)
        }
    }

    /// The same within a change; `arrival` is of what came as a file.
    @discardableResult
    func receive(
        _ form: ComplaintForm, arrival: ComplaintArrival? = nil, in change: inout Change
    ) throws -> ComplaintCase {
        var form = form
        form.parties = try checked(parties: form.parties, mayBeUnnamed: arrival != nil)
        let calls = try arrival?.calls ?? receivedCalls(of: form, in: change)
        try findCustomers(of: &form, calls, in: change)
        let complaint = try complaintRules.receive(
            NewComplaint(
                id: change.newID(),
                receipt: try receipt(of: form, mayCut: arrival != nil, in: change),
                text: form.text), by: change.principal, at: change.now)
        var row = try newRow(of: complaint, form, in: change)
        row.contentHash = arrival?.contentHash
        row.identityHash = arrival?.identityHash
        row.productCode = try form.productCode.map(product)
        row.campaign = try form.campaign.map { try campaign($0, in: change.db) }
        row.customer =
            form.parties.first { $0.kind == .complainant && $0.customer != nil }?.customer
        var found = try begin(complaint, as: row, parties: form.parties, in: &change)
        if let arrival, !arrival.remarks.isEmpty {
            let event = found.complaint.event(
                .arrive(arrival.remarks), by: change.principal.person, at: change.now)
            let names = arrival.names.joined(separator: "\n")
            try add(event, saying: names, to: &found, in: &change)
        }
        for document in arrival?.documents ?? [] {
            let attachment = document.attachment(of: found.complaint)
            let event = found.complaint.event(
                .attach(attachment), by: change.principal.person, at: change.now)
            try add(document, attachment, by: event, to: &found, &change)
        }
        for call in calls {
            let event = found.complaint.event(
                .linkCall(call), by: change.principal.person, at: change.now)
            try add(event, to: &found, in: &change)
        }
        for other in form.links { try link(&found, with: other, in: &change) }
        try assignFirst(&found, in: &change)
        return found
    }

    /// Writes the rows of a case that begins, and the entry that says so.
    func begin(
        _ complaint: Complaint, as row: ComplaintRow, parties: [ComplaintForm.Party],
        in change: inout Change
    ) throws -> ComplaintCase {
        var row = row
        try fill(&row, from: complaint, in: change.db)
        var found = ComplaintCase(
            row: row,
            standing: ComplaintStanding(complaint, heldCalls: [], rules: complaintRules))
        found.row.setNext(nearest(found.readings(at: change.now)))
        found.row = sealed(found.row)
        try change.db.insert(found.row)
        try writeFigure(of: found, in: change.db)
        guard let first = complaint.history.first else { throw Refusal.noSuchComplaint }
        try change.db.insert(
            sealed(ComplaintEventRow(complaint: complaint.id, event: first)))
        try insert(parties, of: complaint.id, in: change)
        try syncAgents(of: found, before: nil, in: change)
        try change.record(
            .complaintReceived, object: found.object,
            details: ledgerDetails(of: first, from: complaint, to: complaint),
            concerning: found.row.customer)
        return found
    }

    /// The row of a case with its number and its words.
    private func newRow(
        of complaint: Complaint, _ form: ComplaintForm, in change: Change
    ) throws -> ComplaintRow {
        var row = ComplaintRow(
            id: complaint.id, number: try nextNumber(complaint.receipt.at, in: change.db),
            language: try checked(language: form.language),
            channel: complaint.receipt.channel, receivedAt: complaint.receipt.at,
            registeredBy: change.principal.person, registeredAt: change.now)
        let words = [
            form.text.trimmingCharacters(in: .whitespacesAndNewlines),
            try checked(part: form.remedy, "remedy"), try checked(part: form.product, "product"),
        ]
        try seal(words, into: &row)
        return row
    }

    /// `words` are what was said, what is wanted, and about which product.
    func seal(_ words: [String], into row: inout ComplaintRow) throws {
        let id = row.id
        let parts = try zip(words, ["text", "remedy", "product"]).map { text, column in
            text.isEmpty ? [] : try vault.seal(text, as: Self.complaintPlace(id, column))
        }
        (row.textSealed, row.remedySealed, row.productSealed) = (parts[0], parts[1], parts[2])
    }

    /// Counted within the year of receipt on the house's calendar.
    func nextNumber(_ receivedAt: Date, in db: Transaction) throws -> ComplaintNumber {
        let day = LocalDay(of: receivedAt, in: settings.zone)
        let year = Int(day.description.prefix(4)) ?? 0
        let count = try db.lastComplaintCount(inYear: year % 100) + 1
        guard let number = ComplaintNumber(year: year, count: count) else {
            throw Refusal.badComplaint(
                "There is no number left for complaints of this year. Correct the day.", "at")
        }
        return number
    }

    private func checked(language: String) throws -> String {
        let parts = language.split(separator: "-", omittingEmptySubsequences: false)
        let isTag =
            language.utf8.count <= 35
            && parts.allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            }
        guard isTag, (2...3).contains(parts[0].utf8.count) else {
            throw Refusal.badComplaint(
                "Name the language of the answer by its tag, such as en or zh-Hant.", "language")
        }
        return language
    }
}

/// What a form says, looked up.
extension CallDesk {
    /// With `mayCut` so many represent it as may, and the others are only named.
    private func receipt(
        of form: ComplaintForm, mayCut: Bool, in change: Change
    ) throws -> ComplaintReceipt {
        let named = form.parties.count { $0.kind == .complainant }
        var receipt = ComplaintReceipt(
            at: form.receivedAt ?? change.now, channel: form.channel,
            complainants: max(form.complainants, named), isVulnerable: form.isVulnerable)
        receipt.representatives = form.parties.count - named
        receipt.about = Set(try form.agents.map { try agent($0, in: change.db).id })
        receipt.aboutDecisionsOf = Set(
            try form.aboutDecisionsOf.map { try person($0, in: change.db) })
        receipt.place = ComplaintPlace(
            regimes: form.regimes ?? settings.complaints.regimes)
        if mayCut {
            let most = complaintRules.representativesMost(receipt.place.regimes)
            receipt.representatives = min(receipt.representatives, most)
        }
        let peopleMost = 100
        guard receipt.about.count + receipt.aboutDecisionsOf.count <= peopleMost else {
            throw Refusal.badComplaint(
                "A complaint can be about at most \(peopleMost) people. Name fewer.", "agents")
        }
        return receipt
    }

    func agent(_ code: String, in db: Transaction) throws -> AgentRow {
        let code = code.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let row = try verified(db.agent(code: db.listedAgent(code: code))) else {
            throw Refusal.badComplaint(
                "There is no agent with this code. Look it up in the roster.", "agents")
        }
        return row
    }

    /// `Principal.person` of an account by its name or as `account:ID`.
    func person(_ text: String, in db: Transaction) throws -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let prefix = "account:"
        let row =
            text.hasPrefix(prefix)
            ? try Account.ID(text: text.dropFirst(prefix.count)).flatMap(db.account)
            : try db.account(named: text.lowercased())
        guard let row = try verified(row) else {
            throw Refusal.badComplaint(
                "There is no account of this name. Write the name by which it signs in.",
                "aboutDecisionsOf")
        }
        return prefix + "\(row.id)"
    }

    private func product(_ code: String) throws -> String {
        guard let product = complaintRules.classes.product(code) else {
            throw Refusal.badComplaint(
                "There is no such product. Choose one from the list, or leave it out.",
                "productCode")
        }
        return product.code
    }

    private func campaign(_ code: String, in db: Transaction) throws -> Campaign.ID {
        guard let row = try verified(db.campaign(code: code)) else {
            throw Refusal.badComplaint(
                "There is no campaign of this code. Choose one from the list.", "campaign")
        }
        return row.id
    }

    private func receivedCalls(
        of form: ComplaintForm, in change: Change
    ) throws -> [ComplaintCall] {
        guard form.calls.count <= Complaint.Limits.calls,
            form.links.count <= Complaint.Limits.links,
            Set(form.calls).count == form.calls.count,
            Set(form.links).count == form.links.count
        else {
            throw Refusal.badComplaint(
                "A complaint has room for \(Complaint.Limits.calls) calls and as many links, "
                    + "each once. Choose fewer.", "calls")
        }
        return try form.calls.map {
            try complaintCall($0, isSubject: true, for: change.principal, in: change.db)
        }
    }

    /// Sees to it that whoever complains stands in the vault: as whom the form names, as who has
    /// the number, as the one whose calls it is about, or as somebody new. So what is kept of them
    /// is masked, revealed and erased as everything else of a customer.
    private func findCustomers(
        of form: inout ComplaintForm, _ calls: [ComplaintCall], in change: Change
    ) throws {
        let callers = try calls.compactMap { try change.db.call($0.call)?.customerID }
        let seesAll = change.principal.grants[.seeCustomers] == .all
        for place in form.parties.indices {
            if let id = form.parties[place].customer {
                guard seesAll || callers.contains(id) else { throw Refusal.noSuchCustomer }
                _ = try living(id, in: change.db)
            } else if let number = number(of: form.parties[place]) {
                form.parties[place].customer = try customer(with: number, in: change.db)?.id
            }
        }
        let isKnown = form.parties.contains { $0.kind == .complainant && $0.customer != nil }
        guard !isKnown, callers.isEmpty,
            let first = form.parties.firstIndex(where: { $0.kind == .complainant })
        else { return }
        let id: Customer.ID = change.newID()
        try insertCustomer(id, number: number(of: form.parties[first]), in: change)
        form.parties[first].customer = id
    }

    private func number(of party: ComplaintForm.Party) -> PhoneNumber? {
        guard party.kind == .complainant, !party.phone.isEmpty else { return nil }
        return PhoneNumber(normalising: party.phone, region: settings.region)
    }
}
