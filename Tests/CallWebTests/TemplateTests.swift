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
        let parts: Set = [
            "frame-top", "frame-end", "token-part", "roster-tabs", "roster-period",
            "holds-of", "player", "scoring-sheet", "scoring-question", "scored-answer",
            "scorecard-field", "scorecard-preview", "scorecard-text", "script-form",
            "plan-field", "plan-rates", "calibration-figure", "calibration-report",
            "score-figure", "complaint-tabs", "complaint-heads", "complaint-row",
            "complaints-empty", "complaints-foot", "complaint-act", "complaint-field",
            "complaint-event", "complaint-request", "complaint-letters", "case-file-form",
            "action-heads", "action-row", "figure-rate", "figure-signals", "figure-count",
            "rate-comparison", "figure-chart",
        ]
        #expect(names == pages.union(parts))
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

    @Test func `every form that changes something proves its session`() throws {
        let folder = Bundle.callWebResources.appendingPathComponent("templates")
        let proof = #"<input type="hidden" name="csrf" value="{{frame.csrf}}">"#
        var found = 0
        for (name, text) in try Pages.texts(in: folder) {
            for form in text.split(separator: "<form").dropFirst()
            where form.prefix(while: { $0 != ">" }).contains(#"method="post""#) {
                found += 1
                #expect(form.drop { $0 != ">" }.dropFirst().hasPrefix(proof), "in \(name)")
            }
        }
        #expect(found > 10)
    }

    @Test func `what a caller writes into metadata stays text`() throws {
        let html = try WebResources.load().pages.render(Sample.calls, in: .english)
        #expect(!html.contains("<img"))
        #expect(html.contains("&lt;img"))
    }

    @Test func `data beside a form stays text`() throws {
        let html = try WebResources.load().pages.render(SampleScoring.page, in: .english)
        #expect(!html.contains("<img"))
        #expect(html.contains("<template data-card>{&quot;format&quot;"))
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
