import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Web {
    /// A return as a file. It is made whole, noted in the ledger with its SHA-256, and only then
    /// sent.
    func returnFile(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["form"])
        guard let form = ReturnForm(rawValue: visit.query["form"] ?? ReturnForm.csv.rawValue)
        else {
            throw Refusal(.invalid, .badRequest, "form is csv or xlsx.", subject: "form")
        }
        let (name, period) = (try visit.returnName, try visit.returnPeriod)
        let made = try await desk.makeReturn(name, period, by: visit.principal)
        let fields: HTTPFields = [
            .contentType: form.mediaType,
            .contentDisposition: "attachment; filename=\"\(made.order.fileName(form))\"",
        ]
        guard visit.request.method == .get else { return Response(status: .ok, headers: fields) }
        let words = visit.words
        let bytes =
            switch form {
            case .csv: Array(ReturnFileText.csv(made, words).utf8)
            case .xlsx: try await BlockingWork.run { try ReturnWorkbook.bytes(made, words) }
            }
        try await desk.noteReturn(made, as: form, bytes: bytes, by: visit.principal)
        return Response(
            status: .ok, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// A return as lines of text.
enum ReturnFileText {
    static func csv(_ made: MadeReturn, _ words: Words) -> String {
        let csv = ReturnCSV(
            words: words.returnCSV(made.classes), currency: made.classes.currency)
        return csv.header + csv.lines(of: made.made).joined()
    }
}

extension ReturnForm {
    var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }
}

extension ReturnOrder {
    /// `us-cfpb-responses-2026-H1.xlsx`
    func fileName(_ form: ReturnForm) -> String {
        "\(shape.name)-\(period.name.replacing("..", with: "_")).\(form.rawValue)"
    }
}
