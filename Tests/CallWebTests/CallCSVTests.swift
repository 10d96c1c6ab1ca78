import Calls
import Testing

@testable import CallWeb

struct CallCSVTests {
    @Test(arguments: ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
    func `what a spreadsheet would run becomes text`(text: String) {
        #expect(CallCSV.cell(text).contains("'" + text.prefix(1)))
    }

    @Test func `commas, quotes and line ends stay within their cell`() {
        #expect(CallCSV.cell("a,b") == "\"a,b\"")
        #expect(CallCSV.cell("a\"b") == "\"a\"\"b\"")
        #expect(CallCSV.cell("a\r\nb") == "\"a\r\nb\"")
        #expect(CallCSV.cell("=a,\"b") == "\"'=a,\"\"b\"")
        #expect(CallCSV.cell("138•••••021") == "138•••••021")
    }

    @Test func `a line has a cell for each head and ends as CSV does`() {
        var call = SampleCalls.summary
        call.agent = "201"
        call.campaign = nil
        let line = CallCSV.line(call)
        #expect(line.hasSuffix("\r\n"))
        #expect(line.split(separator: ",", omittingEmptySubsequences: false).count == 10)
        #expect(CallCSV.head.split(separator: ",").count == 10)
        call.isErased = true
        #expect(CallCSV.line(call).contains(",erased,"))
    }
}
