import CallDesk
import Calls
import Foundation
import Testing

@testable import CallWeb

struct ComplaintExportTests {
    private let home = Zone(named: "Asia/Shanghai")

    @Test func `a line has a cell for each head, and names the zone of its times`() {
        let head = ComplaintCSV.head(home)
        let line = ComplaintCSV.line(SampleComplaints.summary, home)
        #expect(head.hasSuffix("\r\n") && line.hasSuffix("\r\n"))
        let heads = head.split(separator: ",")
        #expect(heads.contains("received_at (Asia/Shanghai)"))
        #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == heads.count)
        #expect(line.contains("26-0000471-4") && line.contains("+08:00"))
    }

    @Test func `what a spreadsheet would run becomes text, and nobody is named`() {
        var summary = SampleComplaints.summary
        summary.type = "=cmd"
        summary.assigneeTitle = "Sun Li"
        summary.customerNameMasked = "W•"
        let line = ComplaintCSV.line(summary, home)
        #expect(line.contains(",'=cmd,") && !line.contains("Sun Li") && !line.contains("W•"))
    }

    @Test func `an export takes the list's filters, in their order, and no others`() throws {
        let reader = SampleComplaints.officer
        let asked = try ComplaintExportQuery(
            Query("order=received&state=closed&format=jsonl"), by: reader)
        #expect(asked.request.text == "state=closed&order=received")
        #expect(asked.request.form == .jsonl && asked.request.filter.order == .received)
        for bad in ["after=x", "format=xml", "bom=maybe", "format=jsonl&bom=yes", "state=none"] {
            #expect(throws: Refusal.self, "\(bad)") {
                try ComplaintExportQuery(Query(bad), by: reader)
            }
        }
    }

    @Test func `the page of a file runs nothing, loads nothing, and leaves text as text`() throws {
        let html = try WebResources.load().pages.render(SampleCaseFile.page, in: .english)
        #expect(!html.contains("<img") && html.contains("&lt;img"))
        #expect(!html.contains("<script") && !html.contains("<link"))
        #expect(html.contains("default-src 'none'"))
    }
}
