import Calls

extension ComplaintPage {
    /// What was added to the case, and the form that adds more.
    struct Documents: Sendable {
        let files: [DocumentFile]
        /// Nil for who can't add one now.
        let adding: DocumentForm?
    }

    struct DocumentFile: Sendable {
        let docName: String
        /// Nil for what is gone.
        let docURL: String?
        let docFacts: [String]
        /// Of the case that it came with, where that was merged into this one.
        let docOf: String?
    }

    struct DocumentForm: Sendable {
        let addURL: String
        let docRefused: String?
        let docAccept: String
    }
}

extension ComplaintPage.Documents {
    init(_ forms: ComplaintActForms) {
        let (detail, telling, words) = (forms.detail, forms.telling, forms.words)
        files = detail.documents.map { .init($0, telling) }
        let isOpen =
            detail.acts.contains(.attach)
            && detail.complaint.documents.count < Complaint.Limits.documents
        guard isOpen else {
            adding = nil
            return
        }
        let refused = forms.refused.flatMap { $0.act == .attach ? $0.refusal : nil }
        adding = .init(
            addURL: WebURL.complaintDocuments(detail.complaint.id),
            docRefused: refused.map(words.complaintSentence),
            docAccept: DocumentKind.allCases.map(\.usualEnding).filter { !$0.isEmpty }
                .joined(separator: ","))
    }
}

extension ComplaintPage.DocumentFile {
    init(_ document: ComplaintDocument, _ telling: ComplaintTelling) {
        let words = telling.words
        docName = document.name ?? words("document.gone")
        docURL =
            document.isGone
            ? nil : WebURL.complaintDocument(document.complaint, document.number)
        docFacts = [
            telling.kindAndSize(of: document.attachment),
            words(
                "document.added.\(document.source.rawValue)",
                [
                    "name": telling.who(document.addedBy),
                    "when": words.moment(document.addedAt),
                ]),
        ]
        docOf =
            document.complaint == telling.detail.complaint.id
            ? nil
            : words(
                "complaint.ofMember", ["number": telling.number(of: document.complaint)])
    }
}

extension ComplaintTelling {
    /// `PDF, 180 kB`
    func kindAndSize(of attachment: ComplaintAttachment) -> String {
        words(
            "document.kindAndSize",
            [
                "kind": words("document.kind.\(attachment.kind.rawValue)"),
                "size": words.bytes(attachment.bytes),
            ])
    }

    /// What the timeline says of a document that was added.
    func attached(_ attachment: ComplaintAttachment) -> [String] {
        let name = detail.documents.first { $0.id == attachment.id }?.name
        return [name, kindAndSize(of: attachment)].compactMap { $0 }
    }
}
