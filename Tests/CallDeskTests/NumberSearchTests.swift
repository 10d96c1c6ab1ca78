import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import TestSupport
import Testing

struct NumberSearchTests {
    @Test func `a whole number is found however it is written, and nothing else is`() async throws {
        let house = try await House()
        let (call, _) = try await house.index(
            TestFile(facts: [.customerNumber: .text("13800138000")]))
        for written in ["13800138000", "+86 138 0013 8000", "0086-13800138000"] {
            let customer = try #require(
                await house.desk.customer(withNumber: written, by: .page))
            let found = try await house.desk.calls(
                CallFilter(customer: customer), after: nil, limit: 5, by: .page)
            #expect(found.items.map(\.id) == [call])
        }
        #expect(try await house.desk.customer(withNumber: "13800138001", by: .page) == nil)
        let entries = try await house.ledger().filter { $0.action == .callFoundByNumber }
        #expect(entries.map { $0.details["found"] } == ["yes", "yes", "yes", "no"])
        for written in ["13800138", "138 0013"] {
            #expect(!entries.contains { "\($0)".contains(written) })
        }
    }

    @Test func `what is no whole number is refused and leaves no entry`() async throws {
        let house = try await House()
        for text in ["", "201", "hello", "138*"] {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await house.desk.customer(withNumber: text, by: .page)
            }
            #expect(refusal?.code == .badNumber)
        }
        #expect(try await house.actions().isEmpty)
    }

    @Test func `searches by number are limited for each principal and minute`() async throws {
        let house = try await House()
        for _ in 0..<30 { _ = try await house.desk.customer(withNumber: "13800138000", by: .page) }
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.desk.customer(withNumber: "13800138000", by: .page)
        }
        #expect(refusal?.kind == .tooMany)
        _ = try await house.desk.customer(withNumber: "13800138000", by: .operatorAtShell)
        house.clock.move(by: 61)
        _ = try await house.desk.customer(withNumber: "13800138000", by: .page)
        #expect(try await house.ledger().count == 32)
    }

    @Test func `customers whose numbers share a blind index are told apart`() async throws {
        let house = try await House()
        let wrapped = try #require(try await house.database.read { try $0.keyEpochs().last })
        let key = try house.vault.openBlindKey(wrapped.wrappedBlindKey)
        var known: [Int64: String] = [:]
        var pair: (String, String)?
        // 20 bits: among some thousand numbers two nearly always share a value.
        for tail in 10_000_000..<10_040_000 {
            let text = "138\(tail)"
            guard let number = PhoneNumber(normalising: text, region: "CN") else { continue }
            if let other = known.updateValue(text, forKey: BlindIndex.value(of: number, key: key)) {
                pair = (other, text)
                break
            }
        }
        let (one, two) = try #require(pair)
        let first = try await house.index(
            TestFile(name: "1", facts: [.customerNumber: .text(one)]))
        #expect(try await house.desk.customer(withNumber: two, by: .page) == nil)
        let second = try await house.index(
            TestFile(
                name: "2", sound: Sounds.wav(seed: 2), facts: [.customerNumber: .text(two)]))
        for (text, call) in [(one, first.call), (two, second.call)] {
            let customer = try #require(
                await house.desk.customer(withNumber: text, by: .page))
            let found = try await house.desk.calls(
                CallFilter(customer: customer), after: nil, limit: 5, by: .page)
            #expect(found.items.map(\.id) == [call])
        }
    }
}
