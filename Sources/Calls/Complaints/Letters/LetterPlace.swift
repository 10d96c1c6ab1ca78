/// A place in a letter's template that a value is put into: `{{receipt}}`. The raw value stands in
/// template files (docs/formats/letters.md), so a case is never renamed.
package enum LetterPlace: String, CaseIterable, Hashable, Sendable {
    /// The complaint's receipt number.
    case receipt
    case customer
    /// The day on which the complaint came.
    case received
    case today
    /// By when the house means to answer.
    case due
    /// What was decided, in a word or two.
    case outcome
    /// Why, in the handler's own words.
    case reasons
    /// What the customer gets.
    case redress
    /// Name of the outside body that the customer may turn to.
    case ombudsman
    case ombudsmanAddress = "ombudsman-address"
    case ombudsmanWebsite = "ombudsman-website"
    /// The house's name.
    case house
    /// How the house is reached.
    case contact
    /// Who answers for the letter.
    case handler
}
