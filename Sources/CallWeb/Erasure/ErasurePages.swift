import Calls

/// Asks why a customer is to be erased, and says what comes of it.
struct ErasePage: PageModel {
    static let template = "erase"
    let frame: Frame
    let customer: String
    let askURL: String
    let callsURL: String
    let points: [String]
}

/// What was destroyed, when and on whose word; made to be printed.
struct CertificatePage: PageModel {
    struct Line: Sendable {
        let label: String
        let value: String
        let remark: String?
    }

    static let template = "certificate"
    let frame: Frame
    let customer: String
    let summary: String
    let acts: [Line]
    let destroyed: [Line]
    let rest: [Line]
    let isUnfinished: Bool
}
