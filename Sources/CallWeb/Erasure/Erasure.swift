import CallDesk
import Calls
import Hummingbird

extension Web {
    func erasePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        // Whom nobody knows can't be erased.
        _ = try await desk.customer(id, by: visit.principal)
        let words = visit.words
        let frame = await frame(words("erase.title"), in: .customers, of: visit)
        return try page(
            ErasePage(
                frame: frame, customer: id.description, askURL: WebURL.erase(id),
                callsURL: WebURL.calls([("customer", id.description)]),
                points: [
                    words("erase.secondPerson"), words("erase.whatGoes"),
                    words("erase.whatStays"), words("erase.hindrances"),
                ]),
            for: visit)
    }

    func askErasure(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["reason", "csrf"])
        _ = try await desk.askErasure(
            of: id, because: form["reason"] ?? "", by: visit.principal)
        return .seeOther(WebURL.approvals([("done", ControlDone.asked.rawValue)]))
    }

    func certificatePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let erasure = try await desk.certificate(of: id, by: visit.principal)
        let frame = await frame(visit.words("certificate.title"), in: .customers, of: visit)
        return try page(CertificatePage(erasure, frame: frame, visit.words), for: visit)
    }

    func apiAskErasure(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let body = try await visit.json(ReasonJSON.self, limits: settings.limits)
        let approval = try await desk.askErasure(
            of: id, because: body.reason ?? "", by: visit.principal)
        return try .json(AskedJSON(approval: approval), status: .accepted)
    }

    func apiCertificate(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        return try .json(
            CertificateJSON(try await desk.certificate(of: id, by: visit.principal), visit.words))
    }
}

extension CertificatePage {
    fileprivate init(_ erasure: Erasure, frame: Frame, _ words: Words) {
        self.frame = frame
        customer = erasure.customer.description
        summary = words("certificate.summary", ["when": words.moment(erasure.erasedAt)])
        let counts = erasure.counts
        acts = [
            Line("asked", words.who(erasure.askedBy), words, remark: words.moment(erasure.askedAt)),
            Line("reason", erasure.because, words),
            Line(
                "approved", words.who(erasure.approvedBy), words,
                remark: words.moment(erasure.erasedAt)),
            Line("approval", erasure.approval.description, words),
            Line(
                "entries",
                erasure.ledgerEntries.map { "\($0)" }.joined(separator: words("list.separator")),
                words),
        ]
        destroyed = [
            Line("keys", words.number(counts.keys), words),
            Line("recordings", words.number(counts.recordings), words),
            Line("numbers", words.number(counts.numbers), words),
            Line("words", words.number(counts.words), words),
            Line("hashes", words.number(counts.hashes), words),
        ]
        rest = [
            Line(
                "files",
                erasure.filesGoneAt.map(words.moment) ?? words("certificate.filesRemain"), words),
            Line(
                "backups", words.shortDay(words.home.time(erasure.lastBackupEndsAt)), words,
                remark: words("certificate.backupsRemark")),
            Line(
                "calls", words.number(counts.calls), words,
                remark: words("certificate.callsRemark")),
        ]
        isUnfinished = erasure.filesGoneAt == nil
    }
}

extension CertificatePage.Line {
    fileprivate init(_ key: String, _ value: String, _ words: Words, remark: String? = nil) {
        self.init(label: words("certificate.\(key)"), value: value, remark: remark)
    }
}

struct CertificateJSON: Encodable, Sendable {
    let customer: Customer.ID
    let approval: Approval.ID
    let askedBy: String
    let askedAt: String
    let reason: String
    let approvedBy: String
    let erasedAt: String
    /// What was destroyed, by kind.
    let destroyed: [String: Int]
    /// Calls that stay in the statistics without a name.
    let callsKept: Int
    let lastBackupEndsAt: String
    let filesGoneAt: OrNull<String>
    let ledgerEntries: [Int64]

    init(_ erasure: Erasure, _ words: Words) {
        customer = erasure.customer
        approval = erasure.approval
        askedBy = erasure.askedBy
        askedAt = words.home.time(erasure.askedAt).iso8601
        reason = erasure.because
        approvedBy = erasure.approvedBy
        erasedAt = words.home.time(erasure.erasedAt).iso8601
        let counts = erasure.counts
        destroyed = [
            "keys": counts.keys, "recordings": counts.recordings, "numbers": counts.numbers,
            "words": counts.words, "hashes": counts.hashes,
        ]
        callsKept = counts.calls
        lastBackupEndsAt = words.home.time(erasure.lastBackupEndsAt).iso8601
        filesGoneAt = OrNull(erasure.filesGoneAt.map { words.home.time($0).iso8601 })
        ledgerEntries = erasure.ledgerEntries
    }
}
