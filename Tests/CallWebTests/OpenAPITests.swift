import Calls
import Foundation
import Testing

@testable import CallWeb

struct OpenAPITests {
    @Test func `every route of the API is described, and nothing else`() {
        let routes = Set(Web.routes.filter { $0.speech == .api }.map(\.title))
        #expect(Set(Web.operations.keys) == routes)
    }

    @Test func `the document holds every route under its path and method`() throws {
        let bytes = try JSONEncoder().encode(Web.openAPIDocument)
        let document = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        #expect(paths.values.map(\.count).reduce(0, +) == Web.operations.count)
        let call = try #require(paths["/api/v1/calls/{call}"]?["get"] as? [String: Any])
        #expect(call["x-permission"] as? String == Permission.seeCall.rawValue)
    }

    @Test func `an id's pattern takes ids and nothing else`() throws {
        let pattern = try Regex("^[0-7][0-9a-hjkmnp-tv-z]{12}$")
        for raw in [0, 1, Int64.max] {
            #expect("\(Call.ID(raw))".wholeMatch(of: pattern) != nil)
        }
        for text in ["8000000000000", "0e5q8rk2m1v7i", "0e5q8rk2m1v7"] {
            #expect(text.wholeMatch(of: pattern) == nil)
            #expect(Call.ID(text: text) == nil)
        }
    }
}
