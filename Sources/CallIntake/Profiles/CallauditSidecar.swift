import Calls
import Foundation

/// Our own sidecar: a flat JSON object (docs/formats/sidecar.md). Every key may be missing.
struct CallauditSidecar {
    let zone: CallZone

    func read(_ bytes: Data) throws(SidecarMistake) -> Sidecar {
        var object = SidecarObject(try JSONValue.object(in: bytes))
        var values: [Fact: FactValue] = [:]
        try readTime(&object, into: &values)
        for fact in [
            Fact.agent, .campaign, .customerNumber, .customerName, .extension, .queue,
            .callKey, .disposition, .recorder,
        ] {
            if let text = try object.text(fact.rawValue) { values[fact] = .text(text) }
        }
        if let word = try object.text("direction") {
            guard let direction = Direction(word: word) else {
                throw SidecarMistake("direction must be inbound, outbound or internal.")
            }
            values[.direction] = .direction(direction)
        }
        if let word = try object.text("side") {
            guard let side = ChannelRole(rawValue: word), side == .agent || side == .customer else {
                throw SidecarMistake("side must be agent or customer.")
            }
            values[.side] = .side(side)
        }
        if let word = try object.text("stage") {
            guard let stage = FunnelStage(text: word) else {
                throw SidecarMistake("stage must be one of the texts 0, 20, 40, 60, 80 and 100.")
            }
            values[.stage] = .text("\(stage.rawValue)")
        }
        if let seconds = try object.seconds("durationSeconds") {
            values[.durationSeconds] = .seconds(seconds)
        }
        let roles = try roles(&object)
        return Sidecar(values: values, roles: roles, unknownKeys: object.unknownKeys)
    }

    private func readTime(
        _ object: inout SidecarObject, into values: inout [Fact: FactValue]
    ) throws(SidecarMistake) {
        var named: CallZone?
        if let name = try object.text("zone") {
            guard let zone = CallZone(name: name) else {
                throw SidecarMistake("zone must be a zone such as Asia/Shanghai, +08:00 or UTC.")
            }
            named = zone
            values[.zone] = .text(zone.name)
        }
        guard let text = try object.text("startedAt") else { return }
        guard let time = WrittenTime(text, zone: named ?? zone) else {
            throw SidecarMistake("startedAt must be a time such as 2024-01-15T10:30:00+08:00.")
        }
        values[.startedAt] = .time(time.instant)
        // UTC is how machines write times, so it tells nothing of where the call was.
        if named == nil, let written = time.zone, written != .utc {
            values[.zone] = .text(written.name)
        }
    }

    private func roles(_ object: inout SidecarObject) throws(SidecarMistake) -> [ChannelRole]? {
        guard let value = object.value("channelRoles") else { return nil }
        let mistake = SidecarMistake(
            "channelRoles must be a list with agent, customer, mixed or unknown for each channel.")
        guard case .list(let items) = value, (1...32).contains(items.count) else { throw mistake }
        var roles: [ChannelRole] = []
        for item in items {
            guard case .text(let word) = item, let role = ChannelRole(rawValue: word) else {
                throw mistake
            }
            roles.append(role)
        }
        return roles
    }
}
