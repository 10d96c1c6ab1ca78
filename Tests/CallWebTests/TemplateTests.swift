import Foundation
import Testing

@testable import CallWeb

struct TemplateTests {
    private static let samples = Sample.pages

    @Test func `every tag names a property of its page`() throws {
        let folder = Bundle.callWebResources.appendingPathComponent("templates")
        var check = TagCheck(templates: try Pages.texts(in: folder))
        for sample in Self.samples { check.check(type(of: sample).template, sample) }
        #expect(check.faults == [])
    }

    @Test func `every template belongs to a page or is a part of one`() throws {
        let folder = Bundle.callWebResources.appendingPathComponent("templates")
        let names = Set(try Pages.texts(in: folder).keys)
        let pages = Set(Self.samples.map { type(of: $0).template })
        #expect(names == pages.union(["frame-top", "frame-end", "roster-tabs", "roster-period"]))
    }

    @Test func `every page is written in every language, whole`() throws {
        let pages = try WebResources.load().pages
        for language in Language.allCases {
            for sample in Self.samples {
                let html = try pages.render(sample, in: language)
                #expect(html.hasPrefix("<!doctype html>"))
                #expect(html.contains("</html>"))
                #expect(!html.contains("{{") && !html.contains(/\[\[[a-z]/))
                #expect(!html.contains("style=") && !html.contains("onclick="))
            }
        }
    }

    @Test func `what a caller writes into metadata stays text`() throws {
        let html = try WebResources.load().pages.render(Sample.calls, in: .english)
        #expect(!html.contains("<img"))
        #expect(html.contains("&lt;img"))
    }

    @Test func `scripts and style sheets are served under an address that holds their hash`() throws
    {
        let assets = try WebResources.load().assets
        #expect(assets.names.contains("app.js"))
        #expect(assets.answer("app.js", version: assets.version) != nil)
        #expect(assets.answer("app.js", version: "old") == nil)
        #expect(assets.answer("../templates/call.mustache", version: assets.version) == nil)
    }
}
