#include "adapters/people_file/template_words.h"

namespace settle {

const TemplateWords& words_in(std::string_view language) {
    static const TemplateWords kEnglish{
        .columns = {"E-mail", "First name", "Last name", "Position"},
        .line = "Line",
        .reason = "Reason",
        .sheet = "People",
        .notes_sheet = "Notes",
        .notes = {
            "How to fill in this workbook",
            "Write one person a line on the sheet “People”, for example: anna@acme.example, Anna, Durand, Engineer.",
            "E-mail, first name and last name are required; the position may stay empty.",
            "The columns may stand in any order. Other columns are ignored.", "Write text, not formulas.",
            "Nothing is saved before you have seen the result and confirmed it."}};
    static const TemplateWords kFrench{
        .columns = {"E-mail", "Prénom", "Nom", "Poste"},
        .line = "Ligne",
        .reason = "Motif",
        .sheet = "Personnes",
        .notes_sheet = "Notes",
        .notes = {
            "Comment remplir ce classeur",
            "Écrivez une personne par ligne dans la feuille « Personnes », par exemple : anna@acme.example, Anna, "
            "Durand, Ingénieure.",
            "L’e-mail, le prénom et le nom sont obligatoires ; le poste peut rester vide.",
            "L’ordre des colonnes est libre. Les autres colonnes sont ignorées.", "Écrivez du texte, pas de formules.",
            "Rien n’est enregistré avant que vous ayez vu le résultat et confirmé."}};
    return language == "fr" ? kFrench : kEnglish;
}

}  // namespace settle
