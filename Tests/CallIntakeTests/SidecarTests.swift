import Calls
import Foundation
import Testing

@testable import CallIntake

struct `Our own sidecar` {
    private let shanghai = CallZone(name: "Asia/Shanghai")!

    private func read(_ json: String) throws -> Sidecar {
        try Sidecar.read(Data(json.utf8), kind: .callauditJSON, zone: shanghai)
    }

    @Test func `every key is read`() throws {
        let sidecar = try read(
            """
            {"startedAt": "2024-01-15T18:30:00.250+08:00", "zone": "Asia/Shanghai",
             "direction": "outbound", "agent": "201", "campaign": "Spring",
             "customerNumber": "+86 138 0013 8000", "customerName": "王小明", "extension": "201",
             "queue": "600", "callKey": "k-1", "side": "customer", "disposition": "SALE",
             "durationSeconds": 12.5, "channelRoles": ["customer", "agent"], "colour": "red"}
            """)
        let values = sidecar.facts.values
        #expect(sidecar.facts.source == .sidecar)
        #expect(values[.startedAt]?.text == "2024-01-15T10:30:00.250Z")
        #expect(values[.zone] == .text("Asia/Shanghai"))
        #expect(values[.direction] == .direction(.outbound))
        #expect(values[.customerNumber] == .text("+86 138 0013 8000"))
        #expect(values[.customerName] == .text("王小明"))
        #expect(values[.side] == .side(.customer))
        #expect(values[.durationSeconds] == .seconds(12.5))
        #expect(sidecar.roles == [.customer, .agent])
        #expect(sidecar.unknownKeys == ["colour"])
        #expect(sidecar.searchWords == ["201", "Spring", "600", "201"])
    }

    @Test func `a time without a zone is read in the source's`() throws {
        #expect(
            try read(#"{"startedAt": "2024-01-15 18:30"}"#).facts.values[.startedAt]?.text
                == "2024-01-15T10:30:00Z")
        #expect(
            try read(#"{"startedAt": "2024-01-15T18:30:00", "zone": "UTC"}"#)
                .facts.values[.startedAt]?.text == "2024-01-15T18:30:00Z")
    }

    @Test func `a written offset is the zone, but Z is not`() throws {
        let offset = try read(#"{"startedAt": "2024-01-15T18:30:00+0530"}"#).facts.values
        #expect(offset[.zone] == .text("+05:30"))
        let utc = try read(#"{"startedAt": "2024-01-15T18:30:00Z"}"#).facts.values
        #expect(utc[.zone] == nil)
    }

    @Test(arguments: [
        (#"{"startedAt": 1705314600}"#, "startedAt must be text in quotes, not a number."),
        (#"{"startedAt": "yesterday"}"#, "startedAt must be a time"),
        (#"{"startedAt": "2024-02-30T10:00"}"#, "startedAt must be a time"),
        (#"{"zone": "Mars/Base"}"#, "zone must be a zone"),
        (#"{"direction": "sideways"}"#, "direction must be inbound"),
        (#"{"agent": ["a"]}"#, "agent must be text in quotes, not a list."),
        (#"{"agent": "a\nb"}"#, "agent must be at most 1,024 bytes on one line."),
        (#"{"durationSeconds": "12"}"#, "durationSeconds must be a number"),
        (#"{"durationSeconds": -1}"#, "durationSeconds must be a number"),
        (#"{"channelRoles": ["agent", "boss"]}"#, "channelRoles must be a list"),
        (#"{"side": "left"}"#, "side must be agent or customer."),
        (#"["agent"]"#, "The sidecar must be one JSON object"),
        (#"{"agent": "201""#, "The sidecar isn't whole JSON"),
        ("", "The sidecar is empty"),
    ])
    func `what is wrong is named`(json: String, sentence: String) {
        let mistake = #expect(throws: SidecarMistake.self) { try read(json) }
        #expect(mistake?.sentence.hasPrefix(sentence) == true, "\(mistake?.sentence ?? "")")
    }

    @Test func `depth and size are bounded`() {
        let deep = #"{"a": "# + String(repeating: "[", count: 100_000)
        #expect(throws: SidecarMistake.self) { try read(deep) }
        let long = #"{"a": ""# + String(repeating: "x", count: 1 << 20) + #""}"#
        #expect(throws: SidecarMistake.self) { try read(long) }
    }

    @Test func `null and blank text count as missing`() throws {
        let sidecar = try read(#"{"agent": null, "queue": "  ", "campaign": "A"}"#)
        #expect(sidecar.facts.values == [.campaign: .text("A")])
    }

    @Test func `of a key that stands twice the same one always counts`() throws {
        let twice = #"{"agent": "1", "agent": "2"}"#
        #expect(try read(twice).facts.values[.agent] == .text("1"))
    }
}

struct `Sidecars of other recorders` {
    private func read(_ text: String, _ kind: SidecarKind) throws -> Sidecar {
        try Sidecar.read(Data(text.utf8), kind: kind, zone: .utc)
    }

    @Test func `Genesys metadata gives the customer by direction`() throws {
        let json = """
            {"mediaType": "Call", "conversationId": "c-1", "startTime": "2024-01-15T10:30:00.000Z",
             "durationMs": 61500, "initialDirection": "OUTBOUND", "userIds": ["u-1"],
             "queueIds": ["q-1"], "ani": "tel:+13125550000",
             "dnis": "sip:+13125550012@example.com", "provider": "Edge"}
            """
        let values = try read(json, .genesysMetadata).facts.values
        #expect(values[.callKey] == .text("c-1"))
        #expect(values[.startedAt]?.text == "2024-01-15T10:30:00Z")
        #expect(values[.durationSeconds] == .seconds(61.5))
        #expect(values[.customerNumber] == .text("+13125550012"))
        #expect(values[.agent] == .text("u-1"))
    }

    @Test func `Genesys screen recordings are refused`() {
        #expect(throws: SidecarMistake.self) {
            try read(#"{"mediaType": "Screen"}"#, .genesysMetadata)
        }
    }

    @Test func `an Oreka tape message is read`() throws {
        let message = """
            type=tape recid=abc stage=ready captureport=P1 timestamp=1705314600 filename=a.wav \
            localparty=201 remoteparty=%2B8613800138000 direction=in duration=42 service=orkaudio \
            nativecallid=1a2b%4010.0.0.5 ondemand=false
            """
        let values = try read(message, .orekaTape).facts.values
        #expect(values[.startedAt]?.text == "2024-01-15T10:30:00Z")
        #expect(values[.direction] == .direction(.inbound))
        #expect(values[.agent] == .text("201"))
        #expect(values[.customerNumber] == .text("+8613800138000"))
        #expect(values[.callKey] == .text("1a2b@10.0.0.5"))
        #expect(values[.durationSeconds] == .seconds(42))
        let missing = try read("localparty=nolocalparty direction=unkn", .orekaTape)
        #expect(missing.facts.values.isEmpty)
    }

    @Test(arguments: ["", "hello", "timestamp=soon", "duration=-4", "=x"])
    func `a broken tape message is refused`(text: String) {
        #expect(throws: SidecarMistake.self) { try read(text, .orekaTape) }
    }
}
