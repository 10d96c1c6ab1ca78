package import Foundation

/// A complaint that came as a file, an e-mail or a form, as far as it could be read. All of it is
/// personal data. Codes and times are as they were written: the desk looks them up.
package struct ComplaintIntake: Hashable, Sendable {
    package enum Source: String, CaseIterable, Codable, Sendable {
        case mail
        case form
    }

    /// Whoever complains, or speaks for those who do. What wasn't said is empty.
    package struct Person: Hashable, Sendable {
        package var name = ""
        package var phone = ""
        package var email = ""
        package var address = ""
        /// Of a representative to the complainant, in words.
        package var relation = ""

        package init() {}
    }

    /// Something that came with it and is kept.
    package struct Document: Hashable, Sendable {
        package var name: String
        package var kind: DocumentKind
        package var bytes: [UInt8]

        package init(name: String, kind: DocumentKind, bytes: [UInt8]) {
            self.name = name
            self.kind = kind
            self.bytes = bytes
        }
    }

    /// Something that came with it and isn't kept.
    package struct RefusedDocument: Hashable, Sendable {
        package var name: String
        package var refusal: DocumentRefusal

        package init(name: String, refusal: DocumentRefusal) {
            self.name = name
            self.refusal = refusal
        }
    }

    package enum Limits {
        package static let mailBytes = 25 << 20
        package static let formBytes = 1 << 20
        package static let textCharacters = Complaint.Limits.textCharacters
        /// Of each part of a person, of subject, remedy, product and codes.
        package static let partCharacters = 500
        package static let representatives = 100
        /// Kept or refused.
        package static let documents = 20
        package static let documentBytes = 40 << 20
    }

    package var source: Source
    /// Message-ID of a mail without its angle brackets, or the sender's own id of a form.
    package var identity: String?
    /// Nil when that isn't known; the arrival of the file then counts.
    package var receivedAt: Date?
    package var channel: ComplaintReceipt.Channel
    /// Tag of the language it is written in, as said or as guessed.
    package var language: String?
    package var sender = Person()
    package var representatives: [Person] = []
    package var complainants = 1
    package var subject = ""
    package var text = ""
    /// What the customer wants.
    package var remedy = ""
    package var product = ""
    package var campaign: String?
    package var agent: String?
    /// Of the telephone call that it is about.
    package var callNumber: String?
    package var callAt: Date?
    package var isVulnerable = false
    /// By whose clocks it is reckoned, as its folder says; nil for the house's.
    package var regimes: [String]?
    package var documents: [Document] = []
    package var refused: [RefusedDocument] = []
    package var marks: Set<MailMark> = []

    package init(source: Source, channel: ComplaintReceipt.Channel) {
        self.source = source
        self.channel = channel
    }
}

/// What was wrong with a mail that was read nevertheless. The raw value stands in the database.
package enum MailMark: String, CaseIterable, Codable, Sendable {
    /// Its parts aren't as they should be; there may have been more in it.
    case brokenMIME = "broken-mime"
    case textCut = "text-cut"
    /// Characters that can't be read became U+FFFD or were guessed.
    case unknownCharset = "unknown-charset"
    /// The text was made from HTML.
    case htmlOnly = "html-only"
    case noText = "no-text"
    /// Something that came with it isn't kept.
    case attachmentDropped = "attachment-dropped"
    /// There were more attachments or parts than are looked at.
    case tooManyParts = "too-many-parts"
    case dateMissing = "date-missing"
    case dateInFuture = "date-in-future"
}

/// What became of a complaint that came as a file.
package enum ComplaintTakeIn: Hashable, Sendable {
    case registered(Complaint.ID)
    /// The same bytes, or the same message, came before and made this one.
    case duplicate(Complaint.ID)
}

extension ComplaintIntake {
    /// With the arrival in place of a time of receipt that is missing, lies ahead of it, or is so
    /// long ago that it can't be.
    package func arrived(at arrival: Date) -> ComplaintIntake {
        var intake = self
        if let said = receivedAt,
            arrival.timeIntervalSince(said) < ComplaintReceipt.agoSecondsMax / 2
        {
            if said > arrival.addingTimeInterval(ComplaintReceipt.aheadSecondsMax) {
                intake.marks.insert(.dateInFuture)
                intake.receivedAt = arrival
            } else {
                intake.receivedAt = min(said, arrival)
            }
        } else {
            if source == .mail { intake.marks.insert(.dateMissing) }
            intake.receivedAt = arrival
        }
        return intake
    }

    /// Keeps or refuses what came as `bytes` under the name `name`, said to be of `claimed` type.
    package mutating func add(document bytes: [UInt8], name: String, claimed: String) {
        guard documents.count + refused.count < Limits.documents else {
            marks.formUnion([.attachmentDropped, .tooManyParts])
            return
        }
        switch DocumentKind.judge(bytes, name: name, claimed: claimed) {
        case .success(let kind):
            let total = documents.reduce(bytes.count) { $0 + $1.bytes.count }
            if total > Limits.documentBytes {
                refuse(name, .tooLarge)
            } else {
                documents.append(Document(name: name, kind: kind, bytes: bytes))
            }
        case .failure(let refusal): refuse(name, refusal)
        }
    }

    private mutating func refuse(_ name: String, _ refusal: DocumentRefusal) {
        marks.insert(.attachmentDropped)
        refused.append(RefusedDocument(name: name, refusal: refusal))
    }
}

/// Why a file in a complaints folder is no complaint, with one English sentence that holds nothing
/// personal.
package struct ComplaintFileRefusal: Error, Hashable, Sendable {
    package let reason: QuarantineReason
    package let sentence: String

    package init(_ reason: QuarantineReason, _ sentence: String) {
        self.reason = reason
        self.sentence = sentence
    }
}
