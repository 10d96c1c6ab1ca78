import Testing

@testable import Calls

struct ComplaintDocumentTests {
    @Test func `documents are counted, and there is an end of them`() throws {
        var complaint = ComplaintSample.received()
        let handler = ComplaintSample.principal(.complaintHandler)
        func standing() -> ComplaintStanding { ComplaintSample.standing(complaint) }
        for number in 1...Complaint.Limits.documents {
            let deed = ComplaintDeed.attach(ComplaintSample.attachment(number))
            complaint = complaint.after(
                try standing().event(
                    of: deed, by: handler, saying: "", at: ComplaintSample.start))
        }
        #expect(complaint.documents.map(\.number) == Array(1...Complaint.Limits.documents))
        let next = ComplaintDeed.attach(
            ComplaintSample.attachment(Complaint.Limits.documents + 1))
        #expect(standing().bar(to: next, by: handler, saying: "") == .needs([.room]))
    }

    @Test func `a number that isn't the next one is refused`() {
        let complaint = ComplaintSample.received()
        let handler = ComplaintSample.principal(.complaintHandler)
        for number in [0, 2] {
            let deed = ComplaintDeed.attach(ComplaintSample.attachment(number))
            #expect(
                ComplaintSample.standing(complaint).bar(to: deed, by: handler, saying: "")
                    == .needs([.room]))
        }
    }

    @Test(arguments: [
        ("bill.pdf", "bill.pdf"), ("C:\\letters\\bill.pdf", "bill.pdf"),
        ("../../etc/passwd", "passwd"), ("a\r\nb\u{0}.txt", "ab.txt"), ("", "document.pdf"),
        ("///", "document.pdf"), (" .. ", "document.pdf"), ("合同.pdf", "合同.pdf"),
        ("fdp.\u{202E}exe", "fdp.exe"),
    ])
    func `a name is a name and nothing else`(sent: String, kept: String) {
        #expect(ComplaintDocument.name(from: sent, kind: .pdf) == kept)
    }

    @Test func `a name that is cut keeps its ending`() {
        let long = String(repeating: "长", count: 500)
        let name = ComplaintDocument.name(from: long + ".pdf", kind: .pdf)
        #expect(name.count == ComplaintDocument.Limits.nameCharacters && name.hasSuffix("长.pdf"))
        #expect(ComplaintDocument.name(from: long, kind: .pdf).count == 200)
        #expect(ComplaintDocument.name(from: "a." + long, kind: .pdf).count == 200)
    }

    @Test func `what is kept has an ending and a type of its own`() {
        for kind in DocumentKind.allCases {
            #expect(kind.usualEnding.isEmpty != kind.isAllowed, "\(kind)")
            guard kind.isAllowed else { continue }
            #expect(kind.endings.contains(String(kind.usualEnding.dropFirst())))
        }
    }
}
