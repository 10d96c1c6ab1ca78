import CallDesk
import CallLedger
import CallStore
import CallVault
import Calls
import Foundation
import Testing

struct GuessingTests {
    @Test func `of 10,000 guesses at most 100 are looked at, and the owner comes in`()
        async throws
    {
        let house = try await House()
        _ = try await house.account("anna")
        let device = try await house.enter("anna").device
        let before = house.desk.passwordsEvaluated
        var closed = 0
        for guess in 0..<10_000 {
            let refusal = try #require(
                await house.refusal("anna", "guess \(guess)", from: "203.0.113.9"))
            if refusal.code == .signInClosed {
                closed += 1
                #expect(refusal.kind == .tooMany && (refusal.retryAfterSeconds ?? 0) > 0)
            }
            house.clock.move(by: 3)
        }
        let evaluated = house.desk.passwordsEvaluated - before
        #expect(evaluated <= 100, "\(evaluated) were looked at")
        #expect(closed == 10_000 - evaluated)
        // From a browser that is known, from where the guesses come, at once.
        #expect(try await house.refusal("anna", from: "203.0.113.9", device: device) == nil)
        // From elsewhere at once, and from the same address after the wait that is named.
        #expect(try await house.refusal("anna", from: "192.0.2.77") == nil)
        let wait = try #require(
            await house.refusal("anna", from: "203.0.113.9")?.retryAfterSeconds)
        #expect(wait <= 3600)
        house.clock.move(by: Double(wait))
        #expect(try await house.refusal("anna", from: "203.0.113.9") == nil)
        let told = try await house.actions().count { $0 == .signInFailed }
        #expect(told <= evaluated)
    }

    @Test func `guesses from many addresses are slowed down together`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let before = house.desk.passwordsEvaluated
        for guess in 0..<2000 {
            _ = try await house.refusal("anna", "guess", from: "203.0.113.\(guess % 250)")
            house.clock.move(by: 3)
        }
        #expect(house.desk.passwordsEvaluated - before <= 100)
        let wait = try #require(await house.refusal("anna", from: "192.0.2.3")?.retryAfterSeconds)
        #expect(wait <= 900)
        house.clock.move(by: Double(wait))
        #expect(try await house.refusal("anna", from: "192.0.2.3") == nil)
    }

    @Test func `guesses that come at once don't slip through`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        let before = house.desk.passwordsEvaluated
        await withTaskGroup(of: Void.self) { group in
            for guess in 0..<60 {
                group.addTask { _ = try? await house.refusal("anna", "guess \(guess)") }
            }
        }
        #expect(house.desk.passwordsEvaluated - before <= 6)
    }

    @Test func `one address can't try the whole house`() async throws {
        let house = try await House()
        let before = house.desk.passwordsEvaluated
        for guess in 0..<200 {
            _ = try await house.refusal("name\(guess)", "guess", from: "203.0.113.9")
        }
        #expect(house.desk.passwordsEvaluated - before == 31)
    }

    @Test func `failures are forgotten by and by`() async throws {
        let house = try await House()
        _ = try await house.account("anna")
        for _ in 0..<5 { _ = try await house.refusal("anna", "wrong") }
        house.clock.move(by: 5 * 3600)
        for _ in 0..<5 {
            #expect(try await house.refusal("anna", "wrong")?.code == .signInFailed)
        }
        #expect(try await house.refusal("anna") == nil)
    }

    @Test func `a name that nobody has leaves nothing of itself behind`() async throws {
        let house = try await House()
        _ = try await house.refusal("my-secret-password", "x")
        let entry = try #require(try await house.ledger().last)
        #expect(entry.action == .signInFailed)
        #expect(entry.object.isEmpty && entry.principal == "nobody")
        #expect(!"\(entry)".contains("my-secret"))
    }

    /// At an eighth of the standard cost, so that a missing evaluation shows all the more.
    @Test func `known and unknown names take the same time`() async throws {
        let house = try await House(
            passwordCost: PasswordCost(memoryBytes: 8 << 20, passes: 2))
        _ = try await house.account("anna")
        var times: [String: [Double]] = [:]
        for turn in 0..<500 {
            for name in turn.isMultiple(of: 2) ? ["anna", "nobody"] : ["nobody", "anna"] {
                let began = ContinuousClock.now
                let refusal = try await house.refusal(
                    name, "wrong \(turn)", from: "192.0.2.1 \(name)")
                let took = (ContinuousClock.now - began) / .milliseconds(1)
                #expect(refusal?.code == .signInFailed)
                times[name, default: []].append(took)
            }
            house.clock.move(by: 3601)
        }
        let figures = try ["anna", "nobody"].map { name in
            let sorted = try #require(times[name]).sorted()
            // What the machine did beside it falls into the last twentieth.
            let usual = sorted.dropLast(25)
            return (median: sorted[250], mean: usual.reduce(0, +) / Double(usual.count))
        }
        #expect(abs(figures[0].median - figures[1].median) < 5, "\(figures)")
        #expect(abs(figures[0].mean - figures[1].mean) < 5, "\(figures)")
        #expect(figures[0].median > 2, "\(figures)")
    }
}
