import CallSandbox
import CallStore
import Calls
import Foundation

/// Letters and documents of a case on their way into its file. The one entry of the file accounts
/// for all of them.
extension CallDesk {
    /// Letters that went out, as text and as PDF.
    func post(of file: inout CaseFile, by principal: Principal) async throws -> [CaseFilePart] {
        let (desk, cases) = (self, file.cases)
        let sent = try await see(by: principal, needing: .exportComplaints) { db in
            try cases.flatMap { id, name -> [(post: CaseFile.Post, date: Date)] in
                let found = try desk.complaintCase(id, in: db)
                return try desk.sentLetters(of: found, in: db).compactMap { row, letter, date in
                    guard let dispatch = row.dispatch else { return nil }
                    var post = CaseFile.Post(
                        complaint: id, number: row.number, kind: row.kind, letter: letter,
                        dispatch: dispatch, path: "letters/\(name)-\(row.number).txt")
                    post.event = row.event
                    return (post, date)
                }
            }
        }
        var parts: [CaseFilePart] = []
        for (var post, date) in sent {
            parts.append(
                CaseFilePart(path: post.path, post.letter.plainText, modified: date))
            do throws(LetterPressFailure) {
                let pdf = try await letterPress.pdf(of: post.letter, dated: date)
                let path = post.path.replacing(/txt$/, with: "pdf")
                post.pdfPath = path
                parts.append(CaseFilePart(path: path, pdf, modified: date))
            } catch {
                post.lack = error.sentence
            }
            file.post.append(post)
        }
        return parts
    }

    /// Documents that can be opened as they came; each is read only when it is its turn.
    func papers(of file: inout CaseFile, by principal: Principal) async throws -> [CaseFilePart] {
        let (desk, cases) = (self, file.cases)
        let kept = try await see(by: principal, needing: .exportComplaints) { db in
            try cases.flatMap { id, name in
                try db.complaintDocuments(of: id).map { row in
                    try desk.verify(row)
                    return (row: row, document: try desk.document(of: row), name: name)
                }
            }
        }
        let opened = try await BlockingWork.run {
            kept.map { one -> (CaseFile.Paper, CaseFilePart?) in
                let row = one.row
                let attachment = row.attachment
                let part = CaseFilePart(
                    path: "documents/\(one.name)-\(attachment.number)\(attachment.kind.ending)",
                    bytes: attachment.bytes, modified: row.addedAt
                ) {
                    let bytes = try desk.content(of: row)
                    return { Array(bytes[Int($0.lowerBound)..<Int($0.upperBound)]) }
                }
                let isWhole = row.wrappedKey != nil && (try? part.digest()) != nil
                return (
                    CaseFile.Paper(one.document, path: isWhole ? part.path : nil),
                    isWhole ? part : nil
                )
            }
        }
        file.papers = opened.map(\.0)
        return opened.compactMap(\.1)
    }
}

extension CaseFile {
    /// The case itself and those merged into it, with the numbers by which files are named.
    fileprivate var cases: [(id: Complaint.ID, name: String)] {
        ([detail.summary] + members.map(\.summary)).map { ($0.id, $0.number.description) }
    }
}

extension DocumentKind {
    /// Such as `.pdf`; nothing for what has no usual one.
    fileprivate var ending: String {
        switch self {
        case .pdf: ".pdf"
        case .png: ".png"
        case .jpeg: ".jpg"
        case .text: ".txt"
        case .word: ".docx"
        case .excel: ".xlsx"
        case .mail: ".eml"
        case .wave: ".wav"
        case .mp3: ".mp3"
        case .html, .archive, .ole, .program, .unknown: ""
        }
    }
}
