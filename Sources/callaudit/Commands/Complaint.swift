import ArgumentParser
import Calls
import Foundation

struct Complaints: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complaint", abstract: "Customers' complaints, from receipt to closing.",
        discussion: """
            A complaint is named by its number (26-0000471-4) or its id. What is said of it is \
            read from the input, so that it stands in no list of processes; --text takes it \
            from the line.

            Examples:
              callaudit complaint list --due today
              callaudit complaint acknowledge 26-0000471-4 <letter.txt
              callaudit complaint assess 26-0000471-4 --type manner --severity low \\
                --complexity simple
            """,
        subcommands: [
            ComplaintList.self, ComplaintBoardCommand.self, ComplaintMine.self,
            ComplaintShow.self, ComplaintQuestionCommand.self, ComplaintMatchCommand.self,
            ComplaintAdd.self, ComplaintLetterCommand.self, ComplaintFigures.self,
            ComplaintReturnCommand.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Export", subcommands: [ComplaintExport.self, ComplaintFileCommand.self]),
            CommandGroup(
                name: "Handling",
                subcommands: [
                    ComplaintAcknowledge.self, ComplaintAssess.self, ComplaintTake.self,
                    ComplaintAssign.self, ComplaintEscalate.self, ComplaintLinkCall.self,
                    ComplaintUnlinkCall.self, ComplaintRepresent.self, ComplaintPlaceCommand.self,
                    ComplaintFollowUp.self, ComplaintNote.self, ComplaintAttach.self,
                    ComplaintDocuments.self, ComplaintDocumentCommand.self,
                ]),
            CommandGroup(
                name: "Investigation",
                subcommands: [
                    ComplaintInvestigate.self, ComplaintAsk.self, ComplaintAnswerQuestion.self,
                    ComplaintFindingsCommand.self, ComplaintWait.self, ComplaintResume.self,
                ]),
            CommandGroup(
                name: "Second Person",
                subcommands: [
                    ComplaintAskExtension.self, ComplaintAskSpecial.self, ComplaintAskRedress.self,
                    ComplaintApprove.self, ComplaintRefuse.self,
                ]),
            CommandGroup(
                name: "Outcome",
                subcommands: [
                    ComplaintSolve.self, ComplaintDecide.self, ComplaintSettle.self,
                    ComplaintWithdraw.self, ComplaintAnswer.self, ComplaintGive.self,
                    ComplaintHear.self, ComplaintClose.self, ComplaintReopen.self,
                ]),
            CommandGroup(
                name: "Outside Body",
                subcommands: [
                    ComplaintRefer.self, ComplaintRuling.self, ComplaintComeBack.self,
                ]),
            CommandGroup(
                name: "Several",
                subcommands: [
                    ComplaintLink.self, ComplaintMerge.self, ComplaintUnmerge.self,
                    ComplaintSplit.self,
                ]),
        ])
}

// The codes by which the rules call things are those of the command.
extension Complaint.State: ExpressibleByArgument {}
extension Complaint.Outcome: ExpressibleByArgument {}
extension Complaint.Complexity: ExpressibleByArgument {}
extension ComplaintReceipt.Channel: ExpressibleByArgument {}
extension ComplaintFilter.Due: ExpressibleByArgument {}
extension ComplaintFilter.Order: ExpressibleByArgument {}
extension PauseReason: ExpressibleByArgument {}

extension DaemonClient {
    /// The id of the complaint that `name`, a number or an id, stands for.
    func complaintID(_ name: String) async throws -> String {
        if let id = Complaint.ID(text: name) { return id.description }
        struct Found: Decodable { var id: String }
        return try await get(
            "/api/v1/complaints/number",
            query: [("n", try complaintNumber(typed: name).description)], as: Found.self
        ).answer.id
    }

    /// The number of the complaint that `name` stands for.
    func complaintNumber(_ name: String) async throws -> String {
        guard let id = Complaint.ID(text: name) else {
            return try complaintNumber(typed: name).description
        }
        struct Shown: Decodable { var complaint: ComplaintLine }
        return try await get("/api/v1/complaints/\(id)", as: Shown.self).answer.complaint.number
    }

    private func complaintNumber(typed text: String) throws -> ComplaintNumber {
        guard let number = ComplaintNumber(text: text) else {
            throw Stop(.badData, Refusal.badComplaintNumber.sentence)
        }
        return number
    }
}

/// What somebody says, from the line or from standard input.
enum SaidWords {
    /// Four bytes for each character that a complaint's words may have, and then some.
    private static let bytesMax = 5 * Complaint.Limits.textCharacters

    /// `text` unless it is `-`; the input when it is, or when there is none and `isNeeded`. The
    /// end of the last line isn't part of it.
    static func read(_ text: String?, isNeeded: Bool) throws -> String {
        if let text, text != "-" { return text }
        guard text != nil || isNeeded else { return "" }
        if isatty(STDIN_FILENO) == 1 {
            Terminal.complain("What is said, until Ctrl-D on a line of its own:")
        }
        let data: Data
        do {
            data = try FileHandle.standardInput.read(upToCount: bytesMax + 1) ?? Data()
        } catch {
            throw Stop(.inputOutput, "The input can't be read: \(error.localizedDescription)")
        }
        guard data.count <= bytesMax, let words = String(data: data, encoding: .utf8) else {
            throw Stop(
                .badData,
                "The input isn't text, or has more than \(Complaint.Limits.textCharacters) "
                    + "characters. Shorten it.")
        }
        return words.replacing(/\s+$/, with: "")
    }
}
