import Calls
import Foundation

extension Words {
    func name(_ role: Role) -> String { catalogue("duty.\(role.rawValue)") }
    func meaning(_ role: Role) -> String { catalogue("duty.\(role.rawValue).means") }
    func name(_ permission: Permission) -> String { catalogue("permission.\(permission.rawValue)") }
    func name(_ origin: Account.Origin) -> String { catalogue("origin.\(origin.rawValue)") }

    /// Roles as they stand in a sentence: `auditor`+`agent` becomes “Auditor / Agent”.
    func roles(_ subject: String) -> String {
        subject.split(separator: "+").map { Role(rawValue: String($0)).map(name) ?? String($0) }
            .joined(separator: language == .english ? " / " : "、")
    }
}

extension Tag {
    init(_ state: Account.State, _ words: Words) {
        let text = words.catalogue("accountState.\(state.rawValue)")
        switch state {
        case .active: self.init(symbol: "✓", text: text, tone: "good")
        case .invited: self.init(symbol: "…", text: text, tone: "plain")
        case .lapsed: self.init(symbol: "!", text: text, tone: "warn")
        case .disabled: self.init(symbol: "∅", text: text, tone: "bad")
        }
    }
}
